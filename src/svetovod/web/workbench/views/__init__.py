from .answers import run, run_chart, run_file, run_picture
from .questions import question, question_copy, question_delete, question_list, question_new

__all__ = ["question", "question_copy", "question_delete", "question_list", "question_new", "run", "run_chart",
           "run_file", "run_picture"]  # fmt: skip

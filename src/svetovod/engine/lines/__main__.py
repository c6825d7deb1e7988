"""`python -m svetovod.engine.lines`: a PDF on standard input, its lines page by page on standard output."""

import resource
import sys

import pypdfium2

from .worker import MOST_PAGES

MOST_MEMORY = 2 * 1024**3


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    out = sys.stdout.buffer
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        for index in range(min(len(document), MOST_PAGES)):
            text = document[index].get_textpage().get_text_range()
            out.write(f"{text}\n".encode("utf-8", errors="replace"))
            out.flush()
    except (pypdfium2.PdfiumError, MemoryError):
        return  # what was told of earlier pages is good


if __name__ == "__main__":
    main()

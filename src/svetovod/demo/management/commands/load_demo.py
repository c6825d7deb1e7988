from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from svetovod.demo import scene


class Command(BaseCommand):
    help = "Load the Saransk scene, once; --whole plays it to the published result."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", dest="if_empty")
        parser.add_argument("--whole", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        scene.load()
        if options["whole"]:
            scene.play_to_the_end()

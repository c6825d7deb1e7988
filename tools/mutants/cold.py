"""One change in a fresh process: `cold.py MODULE FILE TEXT TESTS...` ends with 0 where every test passes."""

import importlib.machinery
import importlib.util
import resource
import sys
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from examples import the_same_ones


class Loader(importlib.machinery.SourceFileLoader):
    text = ""

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, self.path, "exec")


class Finder:
    def __init__(self, module: str, file: str, text: str) -> None:
        self.module, self.file, self.text = module, file, text

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> object:
        if name != self.module:
            return None
        loader = Loader(name, self.file)
        loader.text = self.text
        folder = [str(Path(self.file).parent)] if self.file.endswith("__init__.py") else None
        return importlib.util.spec_from_file_location(name, self.file, loader=loader, submodule_search_locations=folder)


class Plugin:
    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        the_same_ones()


# seconds of the processor: whoever needs more does not end
BEYOND = 300

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (BEYOND, BEYOND))
    module, file, text, *tests = sys.argv[1:]
    sys.meta_path.insert(0, Finder(module, file, Path(text).read_text(encoding="utf-8")))  # type: ignore[arg-type]
    sys.exit(pytest.main(["-x", "-q", "--tb=native", "-n", "0", "-p", "no:cacheprovider", *tests], plugins=[Plugin()]))

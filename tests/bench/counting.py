"""Run a script of Python so that callgrind writes down what each of its frames cost: `counting.py SCRIPT [WORDS]`.

Callgrind is told to dump its counters at `getloadavg`, which nothing else calls. It is called when something was
written to the terminal, which is put down in the file that COUNTED_FRAMES names.
Nothing is imported before the script itself does it, so that its own order of imports is what is counted.
"""

# mypy: disable-error-code="no-untyped-def, union-attr, attr-defined, method-assign, arg-type, assignment"
import os
import sys

LOG = os.open(os.environ.pop("COUNTED_FRAMES"), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
WRITER = "textual.drivers._writer_thread"


def put_down(data: bytes) -> None:
    """Put a frame down; then dump the counters."""
    os.write(LOG, len(data).to_bytes(4, "big") + data)
    os.getloadavg()


class Finder:
    """Finds the module that writes to the terminal, and has it put down what it writes."""

    @staticmethod
    def find_spec(name, path, _target=None):  # noqa: ANN001, ANN205
        if name != WRITER:
            return None
        sys.meta_path.remove(Finder)
        spec = sys.meta_path[-1].find_spec(name, path)
        run = spec.loader.exec_module

        def exec_module(module) -> None:  # noqa: ANN001
            run(module)
            write = module.WriterThread.write

            def writes(self, text) -> None:  # noqa: ANN001
                write(self, text)
                put_down(text.encode())

            module.WriterThread.write = writes

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, Finder)
del sys.argv[0]
with open(sys.argv[0], encoding="utf-8") as script:  # noqa: PTH123  # pathlib would be counted
    text = script.read()
exec(compile(text, sys.argv[0], "exec"), {"__name__": "__main__"})  # the script as Python runs it

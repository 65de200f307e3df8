#!/usr/bin/env python3
"""Whether warcio, which others keep well, reads the archive as the site: every file once, and byte for byte.

    PYTHONPATH=tests/.tools/python tests/archive.py portaal.warc public
"""

import pathlib
import sys
from urllib.parse import unquote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker


class Quiet:
    """The options of `warcio check`."""

    verbose = False

    def __init__(self, path):
        self.inputs = [path]


def archived(path):
    """Address and content of every record."""
    with open(path, "rb") as stream:
        records = ArchiveIterator(stream)
        kinds = []
        for record in records:
            kinds.append(record.rec_type)
            if record.rec_type == "resource":
                yield record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()
        assert records.err_count == 0, f"{records.err_count} errors"
        assert kinds[0] == "warcinfo", "the first record does not tell of the archive"


def main(archive, public):
    assert Checker(Quiet(archive)).process_all() in (None, 0), "warcio check"
    folder = pathlib.Path(public)
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"_headers", "_redirects"}
    count = 0
    for address, content in archived(archive):
        name = unquote(urlsplit(address).path).lstrip("/")
        if name == "" or name.endswith("/"):
            name += "index.html"
        assert name in files, f"{address} is no file of the site, or is there twice"
        files.remove(name)
        assert content == (folder / name).read_bytes(), f"{name} differs"
        count += 1
    assert not files, f"not archived: {sorted(files)[:10]}"
    assert count > 100, f"only {count} files"
    print(f"{count} files")


main(*sys.argv[1:])

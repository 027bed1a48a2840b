"""What kind of place a folder is: its file system, and whether a program copies it to other machines."""

from __future__ import annotations

from pathlib import Path

_NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.rclone", "davfs")
_SYNCHRONISED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "mobile documents": "iCloud Drive",
    "icloud": "iCloud Drive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "box sync": "Box",
    "seafile": "Seafile",
}
"""How the folders of such programs are called, or begin to be called, in lower case."""
_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    "_desktop_sync.db": "MEGA",
}
"""What such programs leave in the folder that they synchronise."""


def file_system(folder: Path) -> str:
    """The type of the file system that `folder` is on, as Linux names it; empty where the system does not tell."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    place, best, kind = str(folder.resolve()), "", ""
    for line in lines:
        before, _, after = line.partition(" - ")
        mount = before.split()[4].encode().decode("unicode_escape")
        inside = mount in ("/", place) or place.startswith(f"{mount}/")
        if inside and len(mount) >= len(best):
            best, kind = mount, after.split()[0]
    return kind


def is_network(kind: str) -> bool:
    """Whether a file system of this type is on another machine, where locks cannot be relied upon."""
    return kind.startswith(_NETWORK)


def synchronised_by(folder: Path) -> str:
    """The program that copies `folder` to other machines, told by names and by what it leaves there; empty for none."""
    whole = folder.resolve()
    for parent in (whole, *whole.parents):
        name = parent.name.casefold()
        for beginning, program in _SYNCHRONISED.items():
            if name == beginning or name.startswith((f"{beginning} ", f"{beginning}-")):
                return program
        for marker, program in _MARKERS.items():
            if (parent / marker).exists():
                return program
    return ""

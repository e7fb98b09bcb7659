"""A workspace on another computer's disk is told apart, and not worked on."""

from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.messages import say
from kgdesk.store import shares
from kgdesk.store.connection import Store
from kgdesk.store.locking import FileLock
from tests.store.bench import make

# As a Linux computer of an office would have it; the last one lies on the one before it.
TABLE = r"""sysfs /sys sysfs rw 0 0
/dev/sda2 / ext4 rw,relatime 0 0
//may-chu/chung /mnt/chung cifs rw,vers=3.0 0 0
may-chu:/kho /srv/kho nfs4 rw 0 0
kho /media/kho\040chung fuse.sshfs rw 0 0
https://may/dav /home/hoa/dav fuse.davfs2 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
share /mnt/9p 9p rw 0 0
/dev/sdb1 /media/hoa/USB vfat rw 0 0
/dev/sdc1 /mnt/chung/o-cung ext4 rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/hoa/KG-911.kgdesk", None),
        ("/mnt/chung/KG-911.kgdesk", "cifs"),
        ("/mnt/chung/sau/KG-911.kgdesk", "cifs"),
        ("/mnt/chung/o-cung/KG-911.kgdesk", None),
        ("/mnt/chung-khac/KG-911.kgdesk", None),
        ("/srv/kho/KG-911.kgdesk", "nfs4"),
        ("/media/kho chung/KG-911.kgdesk", "fuse.sshfs"),
        ("/home/hoa/dav/a.kgdesk", "fuse.davfs2"),
        ("/run/user/1000/gvfs/smb-share/a.kgdesk", "fuse.gvfsd-fuse"),
        ("/mnt/9p/a.kgdesk", "9p"),
        ("/media/hoa/USB/a.kgdesk", None),
    ],
)
def test_the_table_of_mounts_says_what_a_folder_is(path: str, kind: str | None) -> None:
    assert shares.share_in(TABLE, Path(path)) == kind


@pytest.mark.parametrize(
    ("path", "root"),
    [
        (r"C:\So lieu\a.kgdesk", "C:\\"),
        ("z:/chung/a.kgdesk", "Z:\\"),
        (r"\\may-chu\chung\nam\a.kgdesk", "\\\\may-chu\\chung\\"),
        ("//may-chu/chung/a.kgdesk", "\\\\may-chu\\chung\\"),
        (r"\\?\UNC\may-chu\chung\a.kgdesk", "\\\\may-chu\\chung\\"),
        (r"\\?\D:\a.kgdesk", "D:\\"),
        ("a.kgdesk", None),
    ],
)
def test_drives_and_shares_of_windows_are_told_apart(path: str, root: str | None) -> None:
    assert shares.windows_root(path) == root


def test_there_nothing_is_made_or_written_but_it_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.kgdesk"
    make(path).close()
    before = path.read_bytes()
    table = tmp_path / "mounts"
    table.write_text(f"/dev/sda2 / ext4 rw 0 0\n//may-chu/chung {tmp_path.resolve()} cifs rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(shares, "_MOUNTS", table)
    for opening in (lambda: Store.open(path), lambda: make(tmp_path / "b.kgdesk")):
        with pytest.raises(Fault) as caught:
            opening()
        assert caught.value.code == "workspace.network"
        for lang in ("vi", "en"):
            assert "cifs" in say(caught.value.code, lang, **caught.value.params)
    assert path.read_bytes() == before
    assert not (tmp_path / "b.kgdesk").exists()
    Store.open(path, read_only=True).close()


def test_a_link_on_this_disk_to_a_file_on_a_share_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    far, near = tmp_path / "far", tmp_path / "near"
    far.mkdir()
    near.mkdir()
    make(far / "a.kgdesk").close()
    (near / "a.kgdesk").symlink_to(far / "a.kgdesk")
    table = tmp_path / "mounts"
    table.write_text(f"/dev/sda2 / ext4 rw 0 0\nshare {far.resolve()} fuse.kio-fuse rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(shares, "_MOUNTS", table)
    with pytest.raises(Fault, match=r"workspace\.network"):
        Store.open(near / "a.kgdesk")


def test_two_writers_do_not_pass_each_other_by_a_link(tmp_path: Path) -> None:
    link = tmp_path / "links" / "b.kgdesk"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "a.kgdesk")
    with make(tmp_path / "a.kgdesk"):
        with pytest.raises(Fault, match=r"workspace\.in_use"):
            Store.open(link)
        with pytest.raises(Fault, match=r"workspace\.in_use"):
            FileLock(link)
    Store.open(link).close()


def test_a_computer_that_does_not_tell_its_mounts_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "_MOUNTS", tmp_path / "none")
    make(tmp_path / "a.kgdesk").close()

"""What a worker process may not do: grow without end, write files, open connections, start programs.

The query engine has no switch for SERVICE; on Linux a seccomp filter takes the system calls away that it would need
(seccomp(2), Linux 3.5 and later; the filter is a classic BPF program over `struct seccomp_data`).
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
SECCOMP_MODE_FILTER = 2
SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO, SECCOMP_RET_KILL = 0x7FFF0000, 0x00050000, 0x00000000
LOAD_WORD, JUMP_IF_EQUAL, JUMP_IF_GREATER_OR_EQUAL, RETURN = 0x20, 0x15, 0x35, 0x06
SYSTEM_CALL_AT, ARCHITECTURE_AT = 0, 4  # offsets in struct seccomp_data
X32_BIT = 0x40000000  # the second numbering of system calls on x86_64

# Audit architecture, then socket, socketpair, connect, bind, listen, fork, vfork (x86 only), execve, ptrace, execveat
# and io_uring_setup by their numbers; the worker's own socket exists already, and using it is not among these.
_FORBIDDEN = {
    "x86_64": (0xC000003E, (41, 53, 42, 49, 50, 57, 58, 59, 101, 322, 425)),
    "aarch64": (0xC00000B7, (198, 199, 203, 200, 201, 221, 117, 281, 425)),
}


def die_with_parent() -> None:
    """On Linux the kernel kills this process when its parent is gone, however it went."""
    if sys.platform == "linux":
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def confine(*, memory: int) -> bool:
    """From here on: `memory` more bytes at most, no file written, and on Linux no socket and no program.

    Whether the system calls are shut; where they are not, only the parser's refusal keeps SERVICE out.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        allowed = _address_space() + memory
        resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    return sys.platform == "linux" and _forbid()


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _forbid() -> bool:
    """Installs the filter; False on a processor that the table does not name and a kernel without seccomp."""
    if platform.machine() not in _FORBIDDEN:
        return False
    program = _program(*_FORBIDDEN[platform.machine()])
    code = ctypes.create_string_buffer(program)
    header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code)))
    return _prctl(PR_SET_NO_NEW_PRIVS, 1) and _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(header))


def _program(architecture: int, forbidden: tuple[int, ...]) -> bytes:
    """Kill under another architecture; EPERM for each forbidden call; all else as usual."""
    steps = [(LOAD_WORD, 0, 0, ARCHITECTURE_AT), (JUMP_IF_EQUAL, 1, 0, architecture), (RETURN, 0, 0, SECCOMP_RET_KILL)]
    steps += [(LOAD_WORD, 0, 0, SYSTEM_CALL_AT), (JUMP_IF_GREATER_OR_EQUAL, len(forbidden) + 1, 0, X32_BIT)]
    steps += [(JUMP_IF_EQUAL, len(forbidden) - at, 0, number) for at, number in enumerate(forbidden)]
    steps += [(RETURN, 0, 0, SECCOMP_RET_ALLOW), (RETURN, 0, 0, SECCOMP_RET_ERRNO | errno.EPERM)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _prctl(option: int, *arguments: int) -> bool:
    words = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[:4]]
    done: int = ctypes.CDLL(None).prctl(option, *words)
    return done == 0

"""LibreOffice without a window, asked by UNO. Runs under the system's own Python, which has the `uno` module.

Each line read is a JSON list: ["verify", FILE], ["time", ROUNDS, FILE] or ["sign", FILE]; each answer is one line of
JSON. Arguments: folder of the profile. The environment's MOZILLA_CERTIFICATE_FOLDER names the NSS store with the
authorities and keys.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue

READ, READ_WRITE = 1, 7
VALID = 0  # com.sun.star.security.CertificateValidity.VALID


class Office:
    """One soffice process and the connection to it."""

    def __init__(self, profile: Path) -> None:
        self._pipe = f"kgdesk{os.getpid()}x{time.monotonic_ns()}"
        options = ["--headless", "--norestore", "--nologo", "--nofirststartwizard", "--nodefault"]
        self._process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation={profile.as_uri()}", *options, f"--accept=pipe,name={self._pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.context = self._connect()
        self.services = self.context.ServiceManager

    def _connect(self) -> Any:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        started = time.monotonic()
        while True:
            try:
                return resolver.resolve(f"uno:pipe,name={self._pipe};urp;StarOffice.ComponentContext")
            except Exception:  # UNO raises its own kinds, known only at run time
                if time.monotonic() - started > 60 or self._process.poll() not in (None, 81):
                    raise
                time.sleep(0.05)

    def make(self, name: str) -> Any:
        return self.services.createInstanceWithContext(name, self.context)

    def signatures(self) -> Any:
        return self.services.createInstanceWithArgumentsAndContext(
            "com.sun.star.security.DocumentDigitalSignatures", ("1.2", True), self.context
        )

    def storage(self, file: str, mode: int) -> Any:
        files = self.make("com.sun.star.ucb.SimpleFileAccess")
        address = Path(file).as_uri()
        stream = files.openFileRead(address) if mode == READ else files.openFileReadWrite(address)
        plain_zip = PropertyValue()
        plain_zip.Name, plain_zip.Value = "StorageFormat", "ZipFormat"
        options = uno.Any("[]com.sun.star.beans.PropertyValue", (plain_zip,))
        factory = self.make("com.sun.star.embed.StorageFactory")
        return uno.invoke(factory, "createInstanceWithArguments", ((stream, mode, options),))

    def verify(self, file: str) -> list[list[bool]]:
        """List for each signature whether it holds, and whether its certificate does."""
        found = self.signatures().verifyDocumentContentSignatures(self.storage(file, READ), None)
        return [[each.SignatureIsValid, each.CertificateStatus == VALID] for each in found]

    def time(self, rounds: int, file: str) -> list[float]:
        taken = []
        for _ in range(rounds):
            started = time.perf_counter()
            self.verify(file)
            taken.append((time.perf_counter() - started) * 1000)
        return taken

    def sign(self, file: str) -> bool:
        security = self.make("com.sun.star.xml.crypto.NSSInitializer").createSecurityContext("")
        certificate = security.getSecurityEnvironment().getPersonalCertificates()[0]
        return bool(self.signatures().signDocumentWithCertificate(certificate, self.storage(file, READ_WRITE), None))

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def main() -> None:
    profile = Path(sys.argv[1]).absolute()
    office = Office(profile)
    try:
        for line in sys.stdin:
            verb, *arguments = json.loads(line)
            try:
                answer = {"verify": office.verify, "time": office.time, "sign": office.sign}[verb](*arguments)
            except Exception as error:  # noqa: BLE001 - UNO raises its own kinds, known only at run time
                answer = {"error": type(error).__name__}
                if "Disposed" in type(error).__name__ or "Bridge" in str(error):
                    office.close()
                    office = Office(profile)
            print(json.dumps(answer), flush=True)
    finally:
        office.close()


if __name__ == "__main__":
    main()

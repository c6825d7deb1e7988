# ruff: noqa: E501 - the commands stand as they are typed
"""The product in containers as docs/how-to/keep-a-server.md says: python tools/trials/containers.py WHEELS BACKUP IDENTITY

Builds the image from the folder WHEELS (`make wheels`), starts deploy/compose.yaml with secrets of its own and asks what
the page promises; then restores BACKUP, a backup of the demonstration, with the key IDENTITY. Needs root, an engine of
containers and Compose; an older Compose is given the file without the two words it does not know. Where an image of
Debian, PostgreSQL or nginx can be had from nowhere, one is made of Debian's packages (`debootstrap`) under a name of its
own, and taken away at the end: then what is tried is our file, and not those images. Five minutes.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HOST, PORT, OURS = "svetovod.example", 8443, "svetovod-trial"
SECRETS = r"""
set -e
install -d -m 700 secrets secrets/tls && install -d -o 10001 -m 700 backups
app=$(openssl rand -hex 20); owner=$(openssl rand -hex 20)
echo "SVETOVOD_SECRET_KEY='$(openssl rand -hex 40)'
DATABASE_URL='postgresql://svetovod_app:$app@database:5432/svetovod'" > secrets/svetovod.env
echo "DATABASE_OWNER_URL='postgresql://svetovod_owner:$owner@database:5432/svetovod'" > secrets/owner.env
cat > secrets/roles.sql <<EOF
create role svetovod_owner login createdb password '$owner';
create role svetovod_app login password '$app';
create role svetovod_reader login password '$(openssl rand -hex 20)';
create database svetovod owner svetovod_owner template template0 encoding 'UTF8' locale 'C.UTF-8';
EOF
openssl rand -base64 30 > secrets/postgres
chmod 400 secrets/svetovod.env secrets/owner.env secrets/postgres secrets/roles.sql
chown 10001 secrets/svetovod.env secrets/owner.env && chown 999 secrets/postgres secrets/roles.sql
openssl req -x509 -newkey rsa:2048 -nodes -days 5 -subj /CN=svetovod.example -addext subjectAltName=DNS:svetovod.example \
  -keyout secrets/tls/privkey.pem -out secrets/tls/fullchain.pem 2> /dev/null
"""
DEBIAN = """
set -e
debootstrap --variant=minbase bookworm debian http://deb.debian.org/debian > debootstrap.log
tar -C debian -c . | docker import - svetovod-trial/debian && rm -rf debian
"""
# what of the usual images this file relies on, and no more
POSTGRES = r"""FROM svetovod-trial/debian
RUN groupadd -g 999 postgres && useradd -u 999 -g 999 -d /var/lib/postgresql postgres && apt-get update -q \
    && apt-get install -y -q --no-install-recommends postgresql-15 && rm -rf /var/lib/postgresql/15
ENV PATH=/usr/lib/postgresql/15/bin:/usr/bin:/bin
STOPSIGNAL SIGINT
VOLUME /var/lib/postgresql/data
RUN printf '%s\n' 'set -e; D=/var/lib/postgresql/data; install -d -o postgres -m 700 $D; install -d -o postgres /run/postgresql' \
    'as="setpriv --reuid=postgres --regid=postgres --init-groups"; if [ ! -s $D/PG_VERSION ]; then' \
    '$as initdb -D $D -U postgres --pwfile=$POSTGRES_PASSWORD_FILE --auth-local=trust --auth-host=scram-sha-256 -E UTF8' \
    'echo "host all all all scram-sha-256" >> $D/pg_hba.conf; $as pg_ctl -D $D -o "-c listen_addresses=" -w start' \
    'for f in /docker-entrypoint-initdb.d/*.sql; do $as psql -v ON_ERROR_STOP=1 -U postgres -f $f; done; $as pg_ctl -D $D -m fast -w stop; fi' \
    'exec $as postgres -D $D -c listen_addresses=*' > /begin
ENTRYPOINT ["sh", "/begin"]
"""
NGINX = """FROM svetovod-trial/debian
RUN apt-get update -q && apt-get install -y -q --no-install-recommends nginx-light && rm -f /etc/nginx/sites-enabled/*
CMD ["nginx", "-g", "daemon off;"]
"""


def run(*command: object, **options: object) -> str:
    done = subprocess.run([str(word) for word in command], check=True, text=True, stdout=subprocess.PIPE, **options)  # type: ignore[call-overload]
    return str(done.stdout)


def had(name: str) -> bool:
    """Whether the image is here, or comes."""
    return not all(
        subprocess.run(["docker", *words, name], check=False, capture_output=True).returncode
        for words in (("image", "inspect"), ("pull",))
    )


def images(place: Path) -> dict[str, str]:
    """What stands in for the images that cannot be had, by their name in our files."""
    missing = [name for name in ("debian:12", "postgres:15", "nginx") if not had(name)]
    if missing:
        print(f"made of Debian's packages: {', '.join(missing)}")
        run("sh", "-c", DEBIAN, cwd=place)
    for name, text in (("postgres:15", POSTGRES), ("nginx", NGINX)):
        if name in missing:
            run("docker", "build", "-q", "-t", f"{OURS}/{name}", "-", input=text)
    return {name: f"{OURS}/{'debian' if name == 'debian:12' else name}" for name in missing}


def images_drop() -> None:
    """What was built here, so that nobody takes it for the real one."""
    for image in run("docker", "images", "--format", "{{.Repository}}:{{.Tag}}").split():
        if image.startswith(f"{OURS}/"):
            run("docker", "rmi", "-f", image, stderr=subprocess.DEVNULL)


def composed(wheels: Path, place: Path, stand_ins: dict[str, str]) -> Callable[..., str]:
    """Our files as they are, but for names, places and ports of their own: what an operator has on this machine is not
    touched."""
    recipe = (wheels / "deploy/Containerfile").read_text(encoding="utf-8")
    base = stand_ins.get("debian:12", "debian:12")
    (wheels / "deploy/trial.containerfile").write_text(
        recipe.replace("FROM debian:12", f"FROM {base}"), encoding="utf-8"
    )
    text = (wheels / "deploy/compose.yaml").read_text(encoding="utf-8")
    text = text.replace("/etc/svetovod/secrets", f"{place}/secrets").replace(
        "- /var/backups/svetovod:", f"- {place}/backups:"
    )
    text = text.replace('["80:80", "443:443"]', f'["127.0.0.1:{PORT}:443"]')
    text = text.replace("deploy/Containerfile", "deploy/trial.containerfile")
    for name in ("postgres:15", "nginx"):
        text = text.replace(f"image: {name}\n", f"image: {stand_ins.get(name, name)}\n")
    text = text.replace("image: svetovod\n", f"image: {OURS}/svetovod\n")
    compose = ["docker", "compose"]
    if subprocess.run([*compose, "version"], check=False, capture_output=True).returncode:
        compose = ["docker-compose"]
        text = re.sub(r"^name: .*\n", "", text, flags=re.M).replace(", restart: true}", "}")
    file = wheels / "deploy" / "trial.yaml"
    file.write_text(text, encoding="utf-8")

    # an older one builds by the engine's program, and that with what mounts while building, only when told to
    environ = os.environ | {"DOCKER_BUILDKIT": "1", "COMPOSE_DOCKER_CLI_BUILD": "1"}

    def command(*words: object, **options: object) -> str:
        options.setdefault("env", environ)
        return run(*compose, "-p", "svetovod-trial", "-f", file, *words, stderr=subprocess.DEVNULL, **options)

    return command


def page(place: Path, path: str) -> tuple[str, str]:
    """Status and text, through the proxy, whose certificate is looked at."""
    at = ("--cacert", place / "secrets/tls/fullchain.pem", "--resolve", f"{HOST}:{PORT}:127.0.0.1")
    text, _, status = run("curl", "-s", *at, "-w", " %{http_code}", f"https://{HOST}:{PORT}{path}").rpartition(" ")
    return status, text


def asked(compose: Callable[..., str], place: Path) -> None:
    """What the page promises of containers, beside the product's own answers."""
    assert [page(place, path)[0] for path in ("/", "/health/", "/metrics/")] == ["200", "200", "404"]
    style = re.search(r'/static/[^"]*\.css', page(place, "/")[1])
    assert style and page(place, style[0])[0] == "200", "the proxy serves the styles the product has collected"
    for service in ("web", "worker"):
        inside = compose(
            "exec",
            "-T",
            service,
            "sh",
            "-c",
            "id -u; grep -E '^(CapEff|NoNewPrivs)' /proc/1/status; touch /here 2>&1 || true; env",
        )
        assert inside.startswith("10001\n") and "CapEff:\t0000000000000000" in inside and "NoNewPrivs:\t1" in inside
        assert "Read-only file system" in inside
        secret = re.search("KEY='(.*)'", (place / "secrets/svetovod.env").read_text())
        assert secret and secret[1] not in inside, "a secret is no variable that an inspection shows"
        assert "OWNER" not in inside
    try:
        told = compose("run", "--rm", "worker", "svetovod", "doctor", "--lang", "en")
    except subprocess.CalledProcessError as error:
        told = error.stdout
    wrong = [line for line in told.splitlines() if line.startswith("[!]")]
    print(f"the doctor: {told.count('[+]')} in order, wrong: {[line.split(':')[0][4:] for line in wrong]}")
    assert {line.split(":")[0][4:] for line in wrong} <= {"mail", "backup", "restore test", "clock"}, wrong
    link = compose("run", "--rm", "worker", "svetovod", "manage", "administrator", "someone@example.org").split()[-1]
    assert page(place, link.removeprefix(f"https://{HOST}"))[0] == "200"
    try:
        compose("run", "--rm", "worker", "svetovod", "keys", "renew", "sheets")
    except subprocess.CalledProcessError as error:
        assert error.returncode == 2, "only the owner of the tables may"
    else:
        raise AssertionError("the worker's role owns no table")
    print(compose("run", "--rm", "prepare", "svetovod", "keys", "renew", "sheets", "--lang", "en").strip())


def restored(compose: Callable[..., str], backup: Path, identity: Path, place: Path) -> None:
    for source, name in ((backup, "demo.svb"), (identity, "key")):
        shutil.copy(source, place / "backups" / name)
        shutil.chown(place / "backups" / name, 10001, 10001)
    folder = "/var/backups/svetovod"
    compose("stop", "web", "worker", "proxy")
    words = f"svetovod restore {folder}/demo.svb --replace --identity {folder}/key --lang en"
    told = compose("run", "--rm", "prepare", *shlex.split(words))
    roots = re.findall(r"^root of .* (\w{64})$", told, re.M)
    assert len(roots) == 2 and roots[0] == roots[1], told
    compose("up", "-d")
    assert page(place, "/")[0] == "200"
    print(f"restored, root {roots[0]}; the page again")
    words = f"svetovod backup {folder}/again.svb --force --and-test --lang en"  # as the nightly unit does
    compose("run", "--rm", "prepare", *shlex.split(words))


def main(wheels: Path, backup: Path, identity: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="svetovod-containers-") as folder:
        place = Path(folder)
        run("sh", "-c", SECRETS, cwd=place)
        try:
            compose = composed(wheels.resolve(), place, images(place))
        except BaseException:
            images_drop()
            raise
        try:
            compose("up", "-d", "--build")
            asked(compose, place)
            restored(compose, backup, identity, place)
        finally:
            compose("down", "--volumes")
            for name in ("trial.yaml", "trial.containerfile"):
                (wheels / "deploy" / name).unlink(missing_ok=True)
            images_drop()
    print("all that was asked is so")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))

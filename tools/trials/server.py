# ruff: noqa: E501 - the commands stand as they are typed
"""A server set up as docs/how-to/keep-a-server.md says, and asked: python tools/trials/server.py WHEELS BACKUP

A fresh Debian in a folder (debootstrap, kept as /var/tmp/svetovod-debian), started with its own systemd and no network
but its own loopback (systemd-nspawn), so that nothing can come from outside: installed from the folder WHEELS, with
PostgreSQL behind TLS, nginx, Postfix, filled by `svetovod restore BACKUP` with a backup of the demonstration. Needs
root on Debian, `debootstrap` and `systemd-container`; ten minutes. What it asks is in server_asked.py.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

BASE, ROOT = Path("/var/tmp/svetovod-debian"), Path("/var/tmp/svetovod-server")
PACKAGES = (
    "systemd,systemd-sysv,dbus,procps,iproute2,adduser,openssl,ca-certificates,tzdata,python3,python3-venv,"
    "postgresql,nginx-light,postfix"
)
HERE = Path(__file__).parent
# the commands of "Install", in its order; what a reader writes into files by hand is written by sed here
SETUP = r"""
set -eux
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
echo "127.0.0.1 svetovod.example" >> /etc/hosts; echo "127.0.0.2 db.example" >> /etc/hosts

# --- the database, as another machine would have it: TLS under a name, passwords
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=db.example -addext subjectAltName=DNS:db.example \
  -keyout /etc/postgresql/db.key -out /etc/postgresql/db.pem 2>/dev/null
chown postgres /etc/postgresql/db.key; chmod 600 /etc/postgresql/db.key
cat > /etc/postgresql/15/main/conf.d/svetovod.conf <<EOF
listen_addresses = '127.0.0.2'
ssl_cert_file = '/etc/postgresql/db.pem'
ssl_key_file = '/etc/postgresql/db.key'
EOF
sed -i '/^host/d' /etc/postgresql/15/main/pg_hba.conf
echo "hostssl svetovod,postgres,all all 127.0.0.0/8 scram-sha-256" >> /etc/postgresql/15/main/pg_hba.conf
systemctl restart postgresql
cd /; runuser -u postgres -- psql -q <<EOF
create role svetovod_owner login createdb password 'owner-secret';
create role svetovod_app login password 'app-secret';
create role svetovod_reader login password 'reader-secret';
create database svetovod owner svetovod_owner template template0 encoding 'UTF8' locale 'C.UTF-8';
EOF

# --- the product
adduser --quiet --system --group --home /var/lib/svetovod svetovod
install -d -o svetovod -g svetovod -m 711 /var/lib/svetovod
install -d -o svetovod -g svetovod -m 700 /var/backups/svetovod
install -d -m 755 /etc/svetovod /opt/svetovod
cd /root/wheels
install -m 755 deploy/svetovod deploy/svetovod-settings deploy/svetovod-upgrade /usr/local/sbin/
svetovod-upgrade /root/wheels
install -m 640 -g svetovod deploy/svetovod.env.example /etc/svetovod/svetovod.env
install -m 600 deploy/owner.env.example /etc/svetovod/owner.env
cp /etc/postgresql/db.pem /etc/svetovod/db.pem
sed -i "s|put-fifty-random-characters-here|$(openssl rand -base64 48 | tr -d '\n/+=')|
  s|svetovod_app:PASSWORD@127.0.0.1:5432/svetovod|svetovod_app:app-secret@db.example:5432/svetovod?sslmode=verify-full\&sslrootcert=/etc/svetovod/db.pem|
  s|svetovod_owner:PASSWORD@127.0.0.1:5432/svetovod|svetovod_owner:owner-secret@db.example:5432/svetovod?sslmode=verify-full\&sslrootcert=/etc/svetovod/db.pem|" /etc/svetovod/svetovod.env /etc/svetovod/owner.env
echo "SVETOVOD_METRICS_TOKEN=figures-secret" >> /etc/svetovod/svetovod.env
svetovod backup /tmp/backup-key --new-key  # in life on another machine; here it must open the backup it is tried with
install -m 644 /tmp/backup-key.pub /etc/svetovod/backup.pub
cp deploy/svetovod-*.service deploy/svetovod-*.socket deploy/svetovod-*.timer /etc/systemd/system/
install -D -m 755 deploy/svetovod-bounce /opt/svetovod/bin/svetovod-bounce

# --- nginx, with a certificate of its own
install -d /etc/ssl/svetovod
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=svetovod.example -addext subjectAltName=DNS:svetovod.example \
  -keyout /etc/ssl/svetovod/privkey.pem -out /etc/ssl/svetovod/fullchain.pem 2>/dev/null
rm -f /etc/nginx/sites-enabled/default
cp deploy/nginx.conf /etc/nginx/sites-available/svetovod
ln -sf ../sites-available/svetovod /etc/nginx/sites-enabled/svetovod
nginx -t

# --- Postfix, for this machine alone
postconf -e 'mydestination = svetovod.example, localhost' 'myhostname = svetovod.example' 'inet_interfaces = loopback-only' \
  'recipient_delimiter = +' 'transport_maps = hash:/etc/postfix/transport' 'svetovod-bounce_destination_recipient_limit = 1' \
  'mynetworks = 127.0.0.0/8' 'smtputf8_enable = no'
printf '\nsvetovod-bounce unix - n n - 1 pipe\n  flags=Rq user=svetovod argv=/opt/svetovod/bin/svetovod-bounce ${original_recipient}\n' >> /etc/postfix/master.cf
echo "bounces@svetovod.example svetovod-bounce:" > /etc/postfix/transport
# and what is no part of the document: somebody of another system, which says that it knows nobody of that name
printf 'nobody-there unix - n n - 1 pipe\n  flags=q user=nobody argv=/bin/sh -c {exit 67}\n' >> /etc/postfix/master.cf
echo "manager@demo.svetovod.example nobody-there:" >> /etc/postfix/transport; postmap /etc/postfix/transport
printf 'bounces: root\nsvetovod: root\n' >> /etc/aliases; newaliases
systemctl restart postfix

# --- the data, and everything started
install -m 600 -o svetovod /root/demo.svb /var/lib/svetovod/demo.svb; svetovod restore /var/lib/svetovod/demo.svb > /root/restored.txt; cat /root/restored.txt
svetovod-upgrade
systemctl daemon-reload
systemctl enable --now svetovod-web.socket svetovod-web@1 svetovod-web@2 svetovod-worker svetovod-backup.timer svetovod-doctor.timer
systemctl enable nginx; systemctl restart nginx
"""


def base() -> None:
    if not (BASE / "bin").exists():
        subprocess.run(["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", BASE], check=True)
    shutil.rmtree(ROOT, ignore_errors=True)
    subprocess.run(["cp", "-a", BASE, ROOT], check=True)


def boot() -> tuple["subprocess.Popen[bytes]", list[str]]:
    """Its systemd; and the beginning of a command that is run inside."""
    machine = subprocess.Popen(
        ["systemd-nspawn", "-q", "-D", ROOT, "--boot", "--private-network", "--register=no", "--keep-unit",
         "--console=pipe"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(400):
        time.sleep(0.3)
        found = subprocess.run(["pgrep", "-P", str(machine.pid)], capture_output=True, text=True, check=False).stdout
        if found.split():
            inside = ["nsenter", "-t", found.split()[0], "-m", "-u", "-i", "-n", "-p", "-r", "-w"]
            ready = [*inside, "systemctl", "is-system-running"]
            told = subprocess.run(ready, check=False, capture_output=True, text=True).stdout.strip()
            if told in ("running", "degraded"):
                return machine, inside
    raise RuntimeError("the machine did not start")


def main(wheels: str, backup: str) -> int:
    base()
    shutil.copytree(wheels, ROOT / "root" / "wheels")
    shutil.copy(backup, ROOT / "root" / "demo.svb")
    shutil.copy(HERE / "server_asked.py", ROOT / "root")
    machine, inside = boot()
    clean = {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "LC_ALL": "C.UTF-8",
    }
    try:
        done = subprocess.run([*inside, "sh", "-c", SETUP], check=False, env=clean)
        if not done.returncode:
            done = subprocess.run([*inside, "python3", "/root/server_asked.py"], check=False, env=clean)
        if os.environ.get("KEEP"):
            print(" ".join(inside), flush=True)
            machine.wait()
        return done.returncode
    finally:
        machine.terminate()
        machine.wait(60)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

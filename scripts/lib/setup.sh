# shellcheck shell=bash
# Prepares a Debian machine that has nothing but apt. Sourced by the scripts beside this directory.
# Everything is reported on stderr: the stdout of a script belongs to its own result.

set -euo pipefail

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# A shell entered by `su` lacks the directories of ip, runc and dpkg's own helpers.
export PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

# shellcheck source=scripts/lib/daemons.sh
. "$repo/scripts/lib/daemons.sh"

say() {
	printf '%s: %s\n' "$(basename "$0")" "$*" >&2
}

die() {
	say "$@"
	exit 1
}

# Both apt and containerd need root, so a script changes once, at its start. sudo replaces PATH and drops
# most variables; those that choose the JDK and the daemons are kept.
become_root() {
	((EUID != 0)) || return 0
	command -v sudo >/dev/null || die "containerd needs root: run this as root, or install sudo"
	exec sudo --preserve-env=JAVA_HOME,MAVEN_OPTS,MAVEN_ARGS,CONTAINERD_DAEMONS_DIR \
		env "PATH=$PATH" "$BASH" "$0" "$@"
}

# Shows the output of a command only when it fails. A file and not a pipe: a service started by a package's
# installation may keep a pipe open, and the script would wait for it.
quietly() {
	local log status=0
	log=$(mktemp)
	"$@" >"$log" 2>&1 </dev/null || status=$?
	((status == 0)) || cat "$log" >&2
	rm -f "$log"
	return "$status"
}

# Runs a command that ends with this script. The shell itself leaves a command in the foreground alone when it is
# told to end, and one in the background ignores the interrupt key: both get a signal that they obey.
bound_to_this() {
	local status=0
	"$@" &
	# shellcheck disable=SC2064 # The command of now.
	trap "kill $! 2>/dev/null || :; wait $! || :" EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
	wait $! || status=$?
	trap - EXIT HUP INT TERM
	return "$status"
}

# The options are not apt's defaults: Retries bridges half a minute without the mirror; without Error-Mode a
# failed update only warns and the next step fails for no visible reason; the lock is held by
# unattended-upgrades on a machine that has just booted.
apt_get() {
	quietly env DEBIAN_FRONTEND=noninteractive apt-get -qq \
		-o Acquire::Retries=5 -o APT::Update::Error-Mode=any -o DPkg::Lock::Timeout=300 "$@"
}

at_least() {
	printf '%s\n' "$1" "$2" | sort --version-sort --check=quiet
}

# Prints where a tool of the JDK is. Maven prefers JAVA_HOME to the PATH, and so does everything here.
jdk() {
	echo "${JAVA_HOME:+$JAVA_HOME/bin/}$1"
}

# javac and not java: a machine may have only the runtime.
has_jdk() {
	local version
	version=$("$(jdk javac)" -version 2>&1) && at_least 17 "${version#javac }"
}

# Debian's Maven writes colour codes around its version, even into a pipe.
has_maven() {
	local version
	version=$(mvn -q --version 2>/dev/null | grep --extended-regexp --only-matching '[0-9]+(\.[0-9]+)+') &&
		at_least 3.8.7 "$version"
}

# A dynamic busybox does not start in a test image, which holds nothing else.
has_static_busybox() {
	dpkg-query --show --showformat='${db:Status-Status}' busybox-static 2>/dev/null | grep -qx installed
}

missing_packages() {
	has_jdk || echo openjdk-17-jdk-headless
	has_maven || echo maven
	command -v containerd >/dev/null || echo containerd
	command -v runc >/dev/null || echo runc
	# Containers are tested with it beside runc.
	command -v crun >/dev/null || echo crun
	has_static_busybox || echo busybox-static
	command -v ip >/dev/null || echo iproute2
	# CRIU locks the network with it while it looks at a container, and networks publish ports with it.
	command -v iptables-restore >/dev/null || echo iptables
	command -v nsenter >/dev/null || echo util-linux
	command -v docker-registry >/dev/null || echo docker-registry
	command -v debootstrap >/dev/null || echo debootstrap
	command -v skopeo >/dev/null || echo skopeo
	command -v umoci >/dev/null || echo umoci
	command -v zstd >/dev/null || echo zstd
	[[ -x /usr/lib/cni/bridge ]] || echo containernetworking-plugins
	[[ -z ${need_browser-} ]] || command -v chromium >/dev/null || echo chromium
}

install_packages() {
	local missing
	mapfile -t missing < <(missing_packages)
	((${#missing[@]} > 0)) || return 0

	say "installing ${missing[*]}"
	# Slim images leave out manual pages with their directories, and the JDK's installation fails without this one.
	mkdir -p /usr/share/man/man1
	apt_get update
	# A package may be there but hidden by JAVA_HOME or PATH: replacing a JDK in use would not help.
	apt_get install --yes --no-install-recommends --no-upgrade "${missing[@]}"

	# An older JDK or Maven earlier on the PATH still hides the one just installed.
	mapfile -t missing < <(missing_packages)
	((${#missing[@]} == 0)) || die "installed but not found: ${missing[*]}; check JAVA_HOME and PATH"
}

# shellcheck shell=bash
# The containerd versions that the tests run against: the machine's own, and those of newer Debian releases.
# The newer daemons run on this release as they are; its own runc serves them all, because the newer ones
# need a newer glibc.

set -euo pipefail

# Debian releases by code name: trixie has containerd 1.7, forky has 2.x.
newer_releases=(trixie forky)

# Resolved while the caller's working directory still is the current one.
daemons_dir=$(realpath --canonicalize-missing "${CONTAINERD_DAEMONS_DIR:-$repo/target/daemons}")

# Prints where this machine's apt gets its own release from. "Origin" keeps out vendors' repositories, which
# name themselves after the Debian release too.
debian_mirror() {
	local codename
	codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
	# shellcheck disable=SC2016 # expanded by apt
	apt-get indextargets --format '$(SITE)' 'Origin: Debian' "Codename: $codename" | sed -n 1p
}

# Unpacks packages of one release, without installing them, into a directory beside the other daemons. The
# directory appears only when it is complete, so an interrupted run leaves nothing that looks finished.
# Usage: fetch_packages <directory> <check> <release> <package>...; the check runs in the unpacked tree.
fetch_packages() (
	directory=$1
	check=$2
	release=$3
	shift 3
	mirror=$(known_debian_mirror)
	mkdir -p "$daemons_dir"
	work=$(mktemp -d "$daemons_dir/.$directory.XXXXXX")
	trap 'rm -rf "$work"' EXIT
	# apt downloads as a user of its own, for whom mktemp's directory is closed.
	chmod 755 "$work"
	mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/root"
	echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main" \
		>"$work/sources.list"
	# Neither the machine's sources, nor its pins, nor what it has installed may influence the choice.
	private=(
		-o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=-
		-o Dir::Etc::preferences=- -o Dir::Etc::preferencesparts=- -o "APT::Default-Release=$release"
		-o "Dir::State::lists=$work/lists" -o Dir::State::status=/dev/null -o "Dir::Cache=$work/cache"
	)

	say "fetching the $1 of $release"
	cd "$work"
	apt_get "${private[@]}" update ||
		die "no package list of $release on the mirror that apt uses: see apt's message above"
	apt_get "${private[@]}" download "$@" || die "$release lacks one of these packages: $*"
	for package in ./*.deb; do
		dpkg-deb --extract "$package" root
	done
	(cd root && "$check" >&2)
	mv --no-target-directory root "$daemons_dir/$directory"
)

# A fresh image comes without package lists, and apt knows its mirror only from them.
known_debian_mirror() {
	local mirror
	mirror=$(debian_mirror)
	if [[ -z $mirror ]]; then
		apt_get update
		mirror=$(debian_mirror)
	fi
	[[ -n $mirror ]] || die "apt has no source for this Debian release: see /etc/apt"
	echo "$mirror"
}

# Fails, with the linker's message, once a release needs more than this machine's glibc.
check_daemon() {
	usr/bin/containerd --version
}

# Writes the program that runs the unpacked CRIU with the libraries of its own release, whatever this machine
# has, and from wherever the tree is moved to.
make_criu() {
	mkdir bin
	cat >bin/criu <<-'EOF'
		#!/bin/sh
		root=$(dirname "$(dirname "$(readlink -f "$0")")")
		libraries=$(echo "$root"/usr/lib/*-linux-gnu*)
		exec "$libraries"/ld-linux*.so.* --library-path "$libraries" "$root/usr/sbin/criu" "$@"
	EOF
	chmod 755 bin/criu
	bin/criu --version
}

# This release's own CRIU fails on newer kernels, so the tests take a newer one for all daemons; they find it
# beside them.
criu_release=forky
criu_packages=(
	criu libaio1t64 libbrotli1 libbsd0 libc6 libcap2 libdrm2 libedit2 libffi8 libgmp10 libgnutls30t64
	libhogweed6t64 libidn2-0 libjansson4 libmd0 libmnl0 libnet9 libnettle8t64 libnftables1 libnftnl11
	libnl-3-200 libp11-kit0 libprotobuf-c1 libtasn1-6 libtinfo6 libunistring5 libuuid1 libxtables12 libzstd1
	zlib1g
)

fetch_daemons() {
	local release
	for release in "${newer_releases[@]}"; do
		[[ -x $daemons_dir/$release/usr/bin/containerd ]] ||
			fetch_packages "$release" check_daemon "$release" containerd
	done
	[[ -x $daemons_dir/criu/bin/criu ]] ||
		fetch_packages criu make_criu "$criu_release" "${criu_packages[@]}"
}

# Prints the value of the tests' system property containerd.test.daemons: directories that hold containerd,
# its shim and ctr, separated by commas.
daemon_directories() {
	local directories release
	directories=$(dirname "$(command -v containerd)")
	for release in "${newer_releases[@]}"; do
		directories+=",$daemons_dir/$release/usr/bin"
	done
	echo "$directories"
}

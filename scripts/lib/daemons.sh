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

# Unpacks the containerd of one release, without installing it, into a directory of that name. The directory
# appears only when it is complete, so an interrupted run leaves nothing that looks finished.
fetch_daemon() (
	release=$1
	mirror=$2
	work=$(mktemp -d "$daemons_dir/.$release.XXXXXX")
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

	say "fetching the containerd of $release"
	cd "$work"
	apt_get "${private[@]}" update ||
		die "no package list of $release on the mirror that apt uses: see apt's message above"
	apt_get "${private[@]}" download containerd || die "no containerd package in $release"
	dpkg-deb --extract containerd_*.deb root
	# Fails here, with the linker's message, once a release needs more than this machine's glibc.
	root/usr/bin/containerd --version >&2
	mv --no-target-directory root "$daemons_dir/$release"
)

fetch_daemons() {
	local release mirror=
	mkdir -p "$daemons_dir"
	for release in "${newer_releases[@]}"; do
		[[ ! -x $daemons_dir/$release/usr/bin/containerd ]] || continue
		if [[ -z $mirror ]]; then
			# A fresh image comes without package lists, and apt knows its mirror only from them.
			[[ -n $(debian_mirror) ]] || apt_get update
			mirror=$(debian_mirror)
			[[ -n $mirror ]] || die "apt has no source for this Debian release: see /etc/apt"
		fi
		fetch_daemon "$release" "$mirror"
	done
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

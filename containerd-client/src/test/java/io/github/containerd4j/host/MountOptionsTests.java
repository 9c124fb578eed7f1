package io.github.containerd4j.host;

import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.snapshot.Mount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class MountOptionsTests {

	@Test
	void partsFlagsFromOptionsOfTheFileSystem() {
		MountOptions options = MountOptions
			.parse(Mount.of("tmpfs", "tmpfs", "ro", "nosuid", "nodev", "size=1m", "mode=700"));

		assertThat(options.flags()).isEqualTo(1 | 2 | 4);
		assertThat(options.text()).isEqualTo("size=1m,mode=700");
		assertThat(options.propagation()).isZero();
	}

	@Test
	void letsALaterOptionTakeAnEarlierOneBack() {
		assertThat(MountOptions.parse(Mount.of("tmpfs", "tmpfs", "ro", "noexec", "rw", "exec")).flags()).isZero();
	}

	@Test
	void keepsForASecondCallWhatBindingIgnores() {
		MountOptions options = MountOptions.parse(Mount.of("bind", "/a", "rbind", "ro", "rprivate"));

		assertThat(options.flags()).isEqualTo(0x1000 | 0x4000 | 1);
		assertThat(options.flagsAfterBind()).isEqualTo(1);
		assertThat(options.propagation()).isEqualTo(1L << 18 | 0x4000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "loop", "uidmap=0:1000:1", "gidmap=0:1000:1" })
	void leavesToTheDaemonWhatTakesMoreThanAMount(String option) {
		assertThatExceptionOfType(UnimplementedException.class)
			.isThrownBy(() -> MountOptions.parse(Mount.of("ext4", "/disk", option)))
			.withMessageContaining("Mounts.activate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "format/overlay", "mkfs/ext4", "format/mkdir/overlay", "fuse3.fuse-overlayfs" })
	void refusesRecipes(String type) {
		assertThatExceptionOfType(UnimplementedException.class)
			.isThrownBy(() -> MountCalls.requirePlain(Mount.of(type, "overlay", "lowerdir={{ mount 0 }}")))
			.withMessageContaining("Mounts.activate");
	}

	@Test
	void acceptsWhatSnapshottersGive() {
		assertThatNoException().isThrownBy(() -> {
			MountCalls.requirePlain(Mount.of("bind", "/a", "rbind", "ro"));
			MountCalls.requirePlain(Mount.of("overlay", "overlay", "index=off", "lowerdir=/a:/b"));
		});
	}

	@Test
	void readsTheUpperDirectoryOfAnOverlayAsItsTopLayer() {
		List<Mount> mounts = ReadOnlyMounts
			.of(List.of(Mount.of("overlay", "overlay", "index=off", "workdir=/w", "upperdir=/u", "lowerdir=/a:/b"),
					Mount.of("bind", "/c", "rw", "rbind")));

		assertThat(mounts).containsExactly(Mount.of("overlay", "overlay", "index=off", "lowerdir=/u:/a:/b", "ro"),
				Mount.of("bind", "/c", "rbind", "ro"));
	}

	@Test
	void namesLayersRelativeToWhatTheyHaveInCommon() {
		OverlayOptions shorter = OverlayOptions.shorten(
				List.of("index=off", "lowerdir=/root/snapshots/12/fs:/root/snapshots/1/fs:/root/snapshots/120/fs"));

		assertThat(shorter).isNotNull();
		assertThat(shorter.directory()).isEqualTo(Path.of("/root/snapshots"));
		assertThat(shorter.data()).containsExactly("index=off", "lowerdir=12/fs:1/fs:120/fs");
	}

	@Test
	void namesASingleLayerRelativeToItsParent() {
		OverlayOptions shorter = OverlayOptions.shorten(List.of("lowerdir=/root/a"));

		assertThat(shorter).isEqualTo(new OverlayOptions(Path.of("/root"), List.of("lowerdir=a")));
	}

	@Test
	void findsNothingToShortenInUnrelatedLayers() {
		assertThat(OverlayOptions.shorten(List.of("lowerdir=/a/b:/c/d"))).isNull();
		assertThat(OverlayOptions.shorten(List.of("index=off"))).isNull();
	}

	@Test
	void readsMountPointsNewestFirst() {
		List<String> lines = List.of("1 0 0:1 / / rw - ext4 /dev/sda rw", "2 1 0:2 / /tmp/a\\040b rw - tmpfs tmpfs rw",
				"3 2 0:3 / /tmp/a\\040b/c rw - tmpfs tmpfs rw", "4 1 0:4 / /tmp/ab rw - tmpfs tmpfs rw");

		assertThat(MountTable.below(Path.of("/tmp/a b"), lines)).containsExactly(Path.of("/tmp/a b/c"),
				Path.of("/tmp/a b"));
	}

}

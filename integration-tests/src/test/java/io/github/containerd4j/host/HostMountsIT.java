package io.github.containerd4j.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.Leaks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

@DaemonTest
@Timeout(120)
class HostMountsIT {

	private final Namespace namespace;

	private final Lease lease;

	private final HostMounts mounts;

	HostMountsIT(Namespace namespace) {
		this.lease = namespace.leases().open();
		this.namespace = namespace.withLease(this.lease);
		this.mounts = namespace.hostMounts();
	}

	@AfterEach
	void close() {
		this.lease.close();
	}

	@Test
	void writesFilesOfASnapshotAndReadsThemInAView() throws IOException {
		commit("one", null, "hello");
		commit("two", "one", "world");

		try (MountedDirectory view = this.mounts.view("overlayfs", "two")) {
			assertThat(view.path().resolve("one")).hasContent("hello");
			assertThat(view.path().resolve("two")).hasContent("world");
			assertThatIOException().isThrownBy(() -> Files.createFile(view.path().resolve("three")))
				.withMessageContaining("Read-only");
		}
	}

	private void commit(String name, String parent, String text) {
		SnapshotService snapshots = this.namespace.snapshots();
		try (MountedDirectory mounted = this.mounts.mount(snapshots.prepare("active " + name, parent))) {
			Files.writeString(mounted.path().resolve(name), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		snapshots.commit(name, "active " + name);
	}

	@Test
	void leavesNothingBehind() {
		commit("one", null, "hello");
		int before = this.namespace.snapshots().list().size();
		int leases = this.namespace.leases().list().size();
		Leaks leaks = Leaks.snapshot();

		MountedDirectory view = this.mounts.view("overlayfs", "one");
		view.close();
		view.close();

		assertThat(view.path().getParent()).doesNotExist();
		assertThat(this.namespace.snapshots().list()).hasSize(before);
		assertThat(this.namespace.leases().list()).hasSize(leases);
		Leaks.assertNothingLeft(leaks);
	}

	@Test
	void worksWithASnapshotterThatCopies() throws IOException {
		SnapshotService snapshots = this.namespace.snapshots("native");
		try (MountedDirectory mounted = this.mounts.mount(snapshots.prepare("a", null))) {
			Files.writeString(mounted.path().resolve("file"), "text");
		}
		snapshots.commit("layer", "a");

		try (MountedDirectory view = this.mounts.view("native", "layer")) {
			assertThat(view.path().resolve("file")).hasContent("text");
			assertThatIOException().isThrownBy(() -> Files.delete(view.path().resolve("file")));
		}
	}

	@Test
	void readsAWritableSnapshotWithoutTouchingIt() throws IOException {
		commit("one", null, "hello");
		List<Mount> writable = this.namespace.snapshots().prepare("active", "one");
		try (MountedDirectory writing = this.mounts.mount(writable);
				MountedDirectory reading = this.mounts.mountReadOnly(writable)) {
			Files.writeString(writing.path().resolve("early"), "x");

			assertThat(reading.path().resolve("one")).hasContent("hello");
			assertThatIOException().isThrownBy(() -> Files.createFile(reading.path().resolve("two")));
		}
	}

	@Test
	void mountsMoreLayersThanFitAPageOfOptions() throws IOException {
		SnapshotService snapshots = this.namespace.snapshots();
		String parent = null;
		for (int i = 0; i < 120; i++) {
			snapshots.prepare("active", parent);
			parent = "layer " + i;
			snapshots.commit(parent, "active");
		}
		commit("top", parent, "up here");

		try (MountedDirectory view = this.mounts.view("overlayfs", "top")) {
			assertThat(view.path().resolve("top")).hasContent("up here");
		}
		assertThat(Path.of("").toAbsolutePath()).isEqualTo(Path.of(System.getProperty("user.dir")));
	}

	@Test
	void mountsAtAGivenDirectoryAndLeavesIt(@TempDir Path directory) throws IOException {
		commit("one", null, "hello");
		List<Mount> view = this.namespace.snapshots().view("view", "one");

		try (MountedDirectory mounted = this.mounts.mountAt(view, directory)) {
			assertThat(mounted.path()).isEqualTo(directory.toRealPath());
			assertThat(directory.resolve("one")).hasContent("hello");
		}

		assertThat(directory).isEmptyDirectory();
	}

	@Test
	void mountsSeveralOnTopOfEachOther(@TempDir Path source) throws IOException {
		Files.createDirectory(source.resolve("inner"));
		Mount bind = Mount.of("bind", source.toString(), "rbind", "ro");
		Mount inner = new Mount("tmpfs", "tmpfs", "/inner", List.of("size=1m", "mode=700"));

		try (MountedDirectory mounted = this.mounts.mount(List.of(bind, inner))) {
			Files.writeString(mounted.path().resolve("inner/file"), "in memory");

			assertThat(source.resolve("inner")).isEmptyDirectory();
			assertThatIOException().isThrownBy(() -> Files.createFile(mounted.path().resolve("file")));
		}
	}

	@Test
	void undoesTheFirstMountWhenTheSecondFails() {
		Leaks before = Leaks.snapshot();
		Mount good = Mount.of("tmpfs", "tmpfs");
		Mount bad = new Mount("tmpfs", "tmpfs", "missing", List.of());

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.mounts.mount(List.of(good, bad)));

		Leaks.assertNothingLeft(before);
	}

	@Test
	void detachesWhatIsStillInUse() throws IOException {
		Leaks before = Leaks.snapshot();
		MountedDirectory mounted = this.mounts.mount(List.of(Mount.of("tmpfs", "tmpfs")));
		Path file = Files.writeString(mounted.path().resolve("file"), "text");

		try (var open = Files.newInputStream(file)) {
			mounted.close();

			assertThat(open.readAllBytes()).hasSize(4);
			assertThat(mounted.path()).doesNotExist();
		}
		Leaks.assertNothingLeft(before);
	}

	@Test
	void tellsWhatTheKernelRefuses() {
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.mounts.mount(List.of(Mount.of("bind", "/no/such/directory", "rbind"))))
			.withMessageContaining("/no/such/directory")
			.withMessageContaining("ENOENT")
			.withCauseInstanceOf(SystemCallException.class);
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.mounts.mount(List.of(Mount.of("tmpfs", "tmpfs", "size=nonsense"))))
			.withMessageContaining("EINVAL");
		assertThatExceptionOfType(UnimplementedException.class)
			.isThrownBy(() -> this.mounts.mount(List.of(Mount.of("nosuchfs", "none"))))
			.withMessageContaining("ENODEV");
	}

	@Test
	void leavesRecipesToTheDaemon() {
		Leaks before = Leaks.snapshot();
		Mount tmpfs = Mount.of("tmpfs", "tmpfs");
		Mount recipe = Mount.of("format/overlay", "overlay", "lowerdir={{ mount 0 }}");

		assertThatExceptionOfType(UnimplementedException.class)
			.isThrownBy(() -> this.mounts.mount(List.of(tmpfs, recipe)))
			.withMessageContaining("Mounts.activate");

		Leaks.assertNothingLeft(before);
	}

	@Test
	void removesMountsOfAKilledProcess() throws Exception {
		Process child = MountAndWait.start();
		Path abandoned;
		try {
			abandoned = Path.of(child.inputReader().readLine());
			assertThat(abandoned).exists();
		}
		finally {
			child.destroyForcibly().waitFor();
		}
		assertThat(abandoned.resolve("file")).hasContent("text");

		this.mounts.mount(List.of(Mount.of("tmpfs", "tmpfs"))).close();

		assertThat(abandoned.getParent()).doesNotExist();
	}

	@Test
	void saysThatASnapshotIsMissing() {
		Leaks before = Leaks.snapshot();

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.mounts.view("overlayfs", "missing"));

		assertThat(this.namespace.leases().list()).hasSize(1);
		Leaks.assertNothingLeft(before);
	}

}

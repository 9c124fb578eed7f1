package io.github.containerd4j.container;

import java.io.IOException;
import java.nio.file.Files;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Holdings;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.ShellContainer;
import io.github.containerd4j.containersnapshot.ContainerSnapshot;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What LXC and pylxd call {@code rename}, {@code delete}, {@code clone},
 * {@code snapshots}, {@code publish}, {@code restore_snapshot} and {@code migrate}: one
 * test for each of these words, as a person would do it.
 */
@DaemonTest
@Timeout(120)
class ContainerHandlingIT {

	private final TestDaemon daemon;

	private final Namespace namespace;

	private Container container;

	ContainerHandlingIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@BeforeEach
	void create() {
		this.daemon.importBusybox(this.namespace);
		this.container = this.namespace.containers().create(ShellContainer.spec("one").label("l", "v").build());
		ShellContainer.run(this.container, "echo base > /base");
	}

	@Test
	void rename() {
		this.container.snapshots().create("first");

		Container renamed = this.container.rename("two");

		assertThat(this.namespace.containers().list()).extracting(Container::id).containsExactly("two");
		assertThat(renamed.info().labels()).containsEntry("l", "v");
		assertThat(renamed.snapshots().all()).extracting(ContainerSnapshot::name).containsExactly("first");
		assertThat(ShellContainer.run(renamed, "cat /base")).isEqualTo("base\n");
	}

	@Test
	void delete() throws IOException {
		Holdings before = Holdings.of(this.namespace);
		Container other = this.namespace.containers().create(ShellContainer.spec("other").build());
		Files.createDirectories(this.namespace.containerDirectory("other").path());
		other.start();
		ShellContainer.exec(other.task().orElseThrow(), "echo x > /x");
		other.snapshots().create("first");

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(other::delete);
		other.delete(DeleteOptions.defaults().withForce());

		assertThat(this.namespace.containerDirectory("other").path()).doesNotExist();
		before.awaitAgain(this.namespace);
	}

	@Test
	void cloneOfAContainer() {
		Container copy = this.container.copy("two");
		ShellContainer.run(copy, "echo copy > /base");

		assertThat(ShellContainer.run(this.container, "cat /base")).isEqualTo("base\n");
		assertThat(ShellContainer.run(copy, "cat /base")).isEqualTo("copy\n");
	}

	@Test
	void snapshots() {
		Task task = this.container.start();
		ContainerSnapshot first = this.container.snapshots().create("first");
		this.container.snapshots().rename("first", "second");

		assertThat(this.container.snapshots().get("second").document()).isEqualTo(first.document());
		assertThat(this.container.snapshots().all()).hasSize(1);
		this.container.snapshots().delete("second");
		assertThat(this.container.snapshots().all()).isEmpty();
		task.deleteForcibly();
	}

	@Test
	void publish() {
		Image image = this.container.publish("example.test/published:1");

		assertThat(this.daemon.ctr(this.namespace, "run", "--rm", image.name(), "published", "cat", "/base"))
			.isEqualTo("base\n");
	}

	@Test
	void restoreSnapshot() {
		this.container.snapshots().create("first");
		ShellContainer.run(this.container, "echo later > /base");

		this.container.restore("first");

		assertThat(ShellContainer.run(this.container, "cat /base")).isEqualTo("base\n");
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.container.restore("missing"));
	}

	@Test
	void migrate() {
		Namespace target = this.daemon.newNamespace();

		Container moved = this.container.migrate(target);

		assertThat(this.namespace.containers().list()).isEmpty();
		assertThat(ShellContainer.run(moved, "cat /base")).isEqualTo("base\n");
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> moved.migrate(target));
	}

}

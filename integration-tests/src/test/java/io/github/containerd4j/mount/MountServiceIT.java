package io.github.containerd4j.mount;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(60)
class MountServiceIT {

	private static final List<Mount> MOUNTS = List.of(Mount.of("tmpfs", "tmpfs", "size=1m"));

	private final TestDaemon daemon;

	private final MountService mounts;

	MountServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.mounts = namespace.mounts();
	}

	@Test
	void namesTheReleaseThatIsNeeded() {
		if (this.daemon.isAtLeast("2.2")) {
			assertThat(this.mounts.list()).isEmpty();
			return;
		}
		assertUnimplemented(() -> this.mounts.activate("a", MOUNTS, ActivateOptions.none()));
		assertUnimplemented(() -> this.mounts.deactivate("a"));
		assertUnimplemented(() -> this.mounts.find("a"));
		assertUnimplemented(() -> this.mounts.setLabels("a", Map.of("b", "c")));
		assertUnimplemented(this.mounts::list);
	}

	private static void assertUnimplemented(ThrowingCallable call) {
		assertThatExceptionOfType(UnimplementedException.class).isThrownBy(call)
			.withMessageEndingWith("containerd 2.2 or newer is needed");
	}

}

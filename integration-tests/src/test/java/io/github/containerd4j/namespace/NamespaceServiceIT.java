package io.github.containerd4j.namespace;

import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
class NamespaceServiceIT {

	private final TestDaemon daemon;

	private final NamespaceService namespaces;

	private final String name;

	NamespaceServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespaces = daemon.client().namespaces();
		this.name = namespace.name();
	}

	@Test
	void createsANamespaceThatCtrSees() {
		NamespaceInfo created = this.namespaces.create(this.name, Map.of("team", "blue"));

		assertThat(created).isEqualTo(new NamespaceInfo(this.name, Map.of("team", "blue")));
		assertThat(this.daemon.ctr("namespaces", "list")).contains(this.name).contains("team=blue");
	}

}

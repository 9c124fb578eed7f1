package io.github.containerd4j.sample.dashboard;

import java.util.List;

import io.github.containerd4j.sample.container.DeclaredNode;
import io.github.containerd4j.sample.tree.NamespaceNode;
import org.jspecify.annotations.Nullable;

/**
 * The daemon and everything in it.
 *
 * @param address where the daemon listens
 * @param version the daemon's version; {@code null} while it does not answer
 * @param problem why it does not answer; {@code null} while it does
 * @param namespaces the namespaces; empty while it does not answer
 * @param declared the containers that the application declares; empty while it does not
 * answer
 */
record Overview(String address, @Nullable String version, @Nullable String problem, List<NamespaceNode> namespaces,
		List<DeclaredNode> declared) {
}

package io.github.containerd4j.sample.tree;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A namespace with its containers.
 *
 * @param name the name
 * @param labels the labels, sorted
 * @param containers the containers, by id
 * @param problem why the containers' tasks are not known; {@code null} if they are
 */
public record NamespaceNode(String name, Map<String, String> labels, List<ContainerNode> containers,
		@Nullable String problem) {
}

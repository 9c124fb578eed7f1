package io.github.containerd4j.sample.tree;

import java.util.List;
import java.util.Map;

/**
 * A namespace with its containers.
 *
 * @param name the name
 * @param labels the labels, sorted
 * @param containers the containers, by id
 */
public record NamespaceNode(String name, Map<String, String> labels, List<ContainerNode> containers) {
}

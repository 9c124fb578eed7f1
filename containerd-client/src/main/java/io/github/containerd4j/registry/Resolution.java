package io.github.containerd4j.registry;

import io.github.containerd4j.content.Descriptor;

/**
 * What a reference stands for at this moment.
 *
 * @param target the manifest or index; without annotations
 * @param host the host that answered, with its port if it has one: the registry or one of
 * its mirrors
 * @since 0.1.0
 */
public record Resolution(Descriptor target, String host) {
}

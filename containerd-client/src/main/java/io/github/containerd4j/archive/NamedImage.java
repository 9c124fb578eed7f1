package io.github.containerd4j.archive;

import io.github.containerd4j.content.Descriptor;

/**
 * A name and what it stands for.
 *
 * @param name the name of an image
 * @param target the manifest or index
 * @since 0.1.0
 */
public record NamedImage(String name, Descriptor target) {

}

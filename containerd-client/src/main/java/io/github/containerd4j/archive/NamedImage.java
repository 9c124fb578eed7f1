package io.github.containerd4j.archive;

import io.github.containerd4j.content.Descriptor;

/**
 * An image that goes into an archive or came out of one.
 *
 * @param name its name, as containerd's record of it has it
 * @param target the manifest or index that the name stands for
 * @since 0.1.0
 */
public record NamedImage(String name, Descriptor target) {

}

package io.github.containerd4j.build;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;

/**
 * A layer in the content store.
 */
record Layer(Descriptor descriptor, Digest diffId) {

}

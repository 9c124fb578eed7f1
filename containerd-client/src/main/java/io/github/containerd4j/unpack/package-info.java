/**
 * Turns the layers of an image into snapshots that containers can be made of.
 */
@NullMarked
package io.github.containerd4j.unpack;

import org.jspecify.annotations.NullMarked;

/**
 * Images: names for content that containers can be made of.
 */
@NullMarked
package io.github.containerd4j.image;

import org.jspecify.annotations.NullMarked;

/**
 * Mounts that the daemon carries out for others, since containerd 2.2.
 */
@NullMarked
package io.github.containerd4j.mount;

import org.jspecify.annotations.NullMarked;

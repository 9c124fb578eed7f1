/**
 * What needs this machine's kernel: mounts and FIFOs.
 */
@NullMarked
package io.github.containerd4j.host;

import org.jspecify.annotations.NullMarked;

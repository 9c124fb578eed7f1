/**
 * Standard streams: where a process reads from and writes to, the live ends of its FIFOs,
 * and logs of its output.
 */
@NullMarked
package io.github.containerd4j.stdio;

import org.jspecify.annotations.NullMarked;

/**
 * The networks of containers, made on this machine by CNI plugins.
 */
@NullMarked
package io.github.containerd4j.network;

import org.jspecify.annotations.NullMarked;

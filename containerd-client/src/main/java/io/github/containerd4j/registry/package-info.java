/**
 * OCI registries over HTTP: which hosts serve a registry, who we are there, and the
 * distribution protocol for reading and writing repositories.
 */
@NullMarked
package io.github.containerd4j.registry;

import org.jspecify.annotations.NullMarked;

/**
 * The seam between services and gRPC: one namespace, one lease, deadlines, error mapping.
 * Services of this library are built on it, and whoever adds a service that some plugin
 * of containerd brings can do the same. It is the only package, besides
 * {@link io.github.containerd4j.connection}, whose signatures name types of gRPC.
 */
@NullMarked
package io.github.containerd4j.rpc;

import org.jspecify.annotations.NullMarked;

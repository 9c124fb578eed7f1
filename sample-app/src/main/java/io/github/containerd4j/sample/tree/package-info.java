/**
 * What the daemon holds, as a tree of namespaces, containers and tasks.
 */
@NullMarked
package io.github.containerd4j.sample.tree;

import org.jspecify.annotations.NullMarked;

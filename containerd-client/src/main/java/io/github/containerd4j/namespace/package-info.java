/**
 * The namespaces of a daemon and their labels.
 */
@NullMarked
package io.github.containerd4j.namespace;

import org.jspecify.annotations.NullMarked;

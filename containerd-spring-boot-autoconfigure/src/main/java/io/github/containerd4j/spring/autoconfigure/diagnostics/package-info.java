/**
 * What to tell the operator when an application does not start because of containerd.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;

/**
 * What Spring applications write into their own code: the qualifier of beans that belong
 * to one containerd namespace.
 */
@NullMarked
package io.github.containerd4j.spring;

import org.jspecify.annotations.NullMarked;

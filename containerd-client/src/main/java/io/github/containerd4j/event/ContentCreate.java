package io.github.containerd4j.event;

/**
 * A blob was committed to the content store. Topic {@code /content/create}, since
 * containerd 2.1.
 *
 * @param digest the digest of the blob
 * @param size its size in bytes
 * @since 0.1.0
 */
public record ContentCreate(String digest, long size) implements ContentEvent {

}

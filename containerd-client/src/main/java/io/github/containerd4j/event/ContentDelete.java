package io.github.containerd4j.event;

/**
 * A blob was deleted from the content store. Topic {@code /content/delete}.
 *
 * @param digest the digest of the blob
 * @since 0.1.0
 */
public record ContentDelete(String digest) implements ContentEvent {

}

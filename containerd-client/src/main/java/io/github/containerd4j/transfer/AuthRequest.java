package io.github.containerd4j.transfer;

import java.util.List;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.rpc.Protos;

/**
 * The daemon's question for credentials.
 *
 * @param host the host of the registry, with a port if there is one
 * @param reference the image that is transferred
 * @param wwwAuthenticate what the registry asked for; empty from every daemon seen so far
 * @since 0.1.0
 */
public record AuthRequest(String host, String reference, List<String> wwwAuthenticate) {

	/**
	 * Copies the list.
	 * @param host the host of the registry
	 * @param reference the image
	 * @param wwwAuthenticate what the registry asked for
	 */
	public AuthRequest {
		wwwAuthenticate = List.copyOf(wwwAuthenticate);
	}

	/**
	 * Reads what arrives on an authentication stream.
	 * @param value the value as it was received
	 * @return the question
	 * @throws io.github.containerd4j.ContainerdException if the bytes are no such message
	 */
	public static AuthRequest decode(TypedValue value) {
		var request = Protos.unpack(value, io.github.containerd4j.proto.types.transfer.AuthRequest.parser());
		return new AuthRequest(request.getHost(), request.getReference(), request.getWwwauthenticateList());
	}

}

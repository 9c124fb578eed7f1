package io.github.containerd4j.spring.terminal;

import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.WebUtils;

/**
 * Lets nobody in who must not be: pages of other origins answer 403, users who are not
 * authenticated 401, requests that are not right 400, and those for what is not allowed
 * 403.
 */
final class TerminalHandshake implements HandshakeInterceptor {

	static final String REQUEST = TerminalRequest.class.getName();

	private static final Logger logger = LoggerFactory.getLogger(TerminalHandshake.class);

	private final TerminalSettings settings;

	private final String defaultNamespace;

	private final CorsConfiguration origins = new CorsConfiguration();

	TerminalHandshake(TerminalSettings settings, String defaultNamespace) {
		this.settings = settings;
		this.defaultNamespace = defaultNamespace;
		this.origins.setAllowedOrigins(settings.allowedOrigins());
	}

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			Map<String, Object> attributes) {
		HttpStatus refusal = check(request, attributes);
		if (refusal != null) {
			response.setStatusCode(refusal);
		}
		return refusal == null;
	}

	private @Nullable HttpStatus check(ServerHttpRequest request, Map<String, Object> attributes) {
		// Browsers let any page open a WebSocket, with the user's cookies.
		if (!WebUtils.isSameOrigin(request) && this.origins.checkOrigin(request.getHeaders().getOrigin()) == null) {
			return refused(HttpStatus.FORBIDDEN, "a page of the origin " + request.getHeaders().getOrigin());
		}
		if (!this.settings.allowAnonymous() && request.getPrincipal() == null) {
			return refused(HttpStatus.UNAUTHORIZED, "a user who is not authenticated");
		}
		try {
			TerminalRequest wanted = TerminalRequest.of(request.getURI(), this.defaultNamespace,
					this.settings.defaultCommand());
			attributes.put(REQUEST, wanted);
			return allowed(wanted);
		}
		catch (InvalidArgumentException ex) {
			return refused(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
	}

	private @Nullable HttpStatus allowed(TerminalRequest wanted) {
		if (!this.settings.allowsNamespace(wanted.namespace())) {
			return refused(HttpStatus.FORBIDDEN, "the namespace " + wanted.namespace());
		}
		if (!this.settings.allowsCommand(wanted.command())) {
			return refused(HttpStatus.FORBIDDEN, "the program " + wanted.command().get(0));
		}
		return null;
	}

	private static HttpStatus refused(HttpStatus status, String what) {
		logger.debug("Refused a terminal with {}: {}", status.value(), what);
		return status;
	}

	@Override
	public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			@Nullable Exception exception) {
		// The handler begins when the connection is there.
	}

}

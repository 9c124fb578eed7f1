package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.security.Principal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes whoever asks from this machine for an authenticated user, as terminals want one.
 * The sample has no accounts. Should it be opened to a network, the terminals are not:
 * who comes from elsewhere, or by a proxy, is nobody.
 */
@Component
class LocalUserFilter extends OncePerRequestFilter {

	private static final Principal LOCAL = () -> "local";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(isLocal(request) ? new LocalRequest(request) : request, response);
	}

	private static boolean isLocal(HttpServletRequest request) throws IOException {
		return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
				&& request.getHeader("Forwarded") == null && request.getHeader("X-Forwarded-For") == null;
	}

	private static final class LocalRequest extends HttpServletRequestWrapper {

		LocalRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public Principal getUserPrincipal() {
			Principal user = super.getUserPrincipal();
			return (user != null) ? user : LOCAL;
		}

	}

}

package io.github.containerd4j.spring.endpoint;

import java.util.Set;
import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The endpoint over HTTP: decides by the user whether values are shown, and answers 503
 * with a {@link FailureDescriptor} while the daemon is out of reach, so that a monitor
 * tells that from a fault of the application.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = ContainerdEndpoint.class)
public class ContainerdEndpointWebExtension {

	private final ContainerdEndpoint delegate;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Creates the extension.
	 * @param delegate the endpoint
	 * @param showValues when to show the values of environments, and what looks like a
	 * secret elsewhere
	 * @param roles the roles of users who are shown values when authorized; empty for
	 * every user that is authenticated
	 */
	public ContainerdEndpointWebExtension(ContainerdEndpoint delegate, Show showValues, Set<String> roles) {
		this.delegate = delegate;
		this.showValues = showValues;
		this.roles = Set.copyOf(roles);
	}

	/**
	 * The daemon with the tree of its namespaces, containers and tasks.
	 * @param securityContext who asks
	 * @return the tree
	 */
	@ReadOperation
	public WebEndpointResponse<Object> daemon(SecurityContext securityContext) {
		return answer(() -> this.delegate.getDaemon(isShown(securityContext)));
	}

	/**
	 * One namespace with its containers and tasks.
	 * @param securityContext who asks
	 * @param namespace the name
	 * @return the namespace; 404 if it does not exist
	 */
	@ReadOperation
	public WebEndpointResponse<Object> namespace(SecurityContext securityContext, @Selector String namespace) {
		return answer(() -> this.delegate.getNamespace(namespace, isShown(securityContext)));
	}

	/**
	 * All objects of one kind.
	 * @param securityContext who asks
	 * @param namespace the namespace, or {@code -} for the daemon
	 * @param kind the kind
	 * @param details whether to tell of images also what their content tells
	 * @return the objects; 404 if there is no such namespace or kind
	 */
	@ReadOperation
	public WebEndpointResponse<Object> list(SecurityContext securityContext, @Selector String namespace,
			@Selector String kind, @Nullable Boolean details) {
		return answer(
				() -> this.delegate.getList(namespace, kind, Boolean.TRUE.equals(details), isShown(securityContext)));
	}

	/**
	 * Everything about one container or one image.
	 * @param securityContext who asks
	 * @param namespace the namespace
	 * @param kind {@code containers} or {@code images}
	 * @param id the identifier of the container, or the name of the image with its
	 * slashes
	 * @return the container or image; 404 if it does not exist
	 */
	@ReadOperation
	public WebEndpointResponse<Object> detail(SecurityContext securityContext, @Selector String namespace,
			@Selector String kind, @Selector(match = Match.ALL_REMAINING) String... id) {
		return answer(() -> this.delegate.getDetail(namespace, kind, id, isShown(securityContext)));
	}

	private boolean isShown(SecurityContext securityContext) {
		return this.showValues.isShown(securityContext, this.roles);
	}

	private static WebEndpointResponse<Object> answer(Supplier<@Nullable Object> reading) {
		try {
			Object body = reading.get();
			return (body != null) ? new WebEndpointResponse<>(body)
					: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (ContainerdException ex) {
			if (!isOutOfReach(ex)) {
				throw ex;
			}
			return new WebEndpointResponse<>(new FailureDescriptor(ex.code().name(), String.valueOf(ex.getMessage())),
					WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
	}

	private static boolean isOutOfReach(ContainerdException ex) {
		return switch (ex.code()) {
			case UNAVAILABLE, DEADLINE_EXCEEDED, PERMISSION_DENIED, UNAUTHENTICATED, CANCELLED -> true;
			default -> false;
		};
	}

}

package io.github.containerd4j.sample.container;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.sample.container.ContainerController.Problem;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Tells the page why something was not done, unless its controller does.
 */
@RestControllerAdvice
class ChangeFailures {

	@ExceptionHandler
	ResponseEntity<Problem> failed(ContainerdException failure) {
		HttpStatus status = (failure instanceof NotFoundException) ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST;
		return ResponseEntity.status(status).body(new Problem(String.valueOf(failure.getMessage())));
	}

}

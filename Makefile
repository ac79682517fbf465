# What people do with this project, one word each. Everything here is a Maven command that works without make, too.
MVN := ./mvnw -B -q
JAR := target/quarkus-app/quarkus-run.jar
OPTS ?=
TESTS ?= Kill*IT,FailoverIT,PowerCutIT,DiskFullIT
ROUNDS ?= 200

.DEFAULT_GOAL := help
.PHONY: help dev test bench chaos mutants twice

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

dev: ## the service with live reload
	$(MVN) quarkus:dev

test: ## all checks, as before a commit
	$(MVN) verify

$(JAR): pom.xml $(shell find src/main -type f)
	$(MVN) package -DskipTests
	touch $@

bench: $(JAR) ## every performance budget in one table; OPTS="-Dbench.quick=true -Dbench.rows=ingest" for less
	$(MVN) test-compile surefire:test -Dtest=Benchmark -Dtest.jvm.options=-Xmx2g $(OPTS)

# Of clones, each with a target of its own: nothing is left over from another build, and no path of one can be in both.
twice: ## the last commit built twice, and compared: docs/install.md has what may differ
	rm -rf target/twice
	for n in 1 2; do git clone -q . target/twice/$$n && (cd target/twice/$$n && $(MVN) package -Dmaven.test.skip=true $(OPTS)) || exit 1; done
	deploy/compare-builds.sh target/twice/1/target/quarkus-app target/twice/2/target/quarkus-app

mutants: ## bugs planted into the door, and how many of them the tests notice; JDK 21 or newer
	$(MVN) -Pmutation test-compile org.pitest:pitest-maven:mutationCoverage $(OPTS)

chaos: $(JAR) ## 200 rounds of kill -9 of the service and of PostgreSQL, 50 failovers and power cuts, 10 full disks, 20 of replicas; TESTS=FailoverIT ROUNDS=20
	$(MVN) test-compile failsafe:integration-test failsafe:verify -Dtest.excluded=none -Dit.test='$(TESTS)' -Dholdfast.rounds=$(ROUNDS) $(OPTS)
ifeq ($(origin TESTS), file)
	$(MVN) failsafe:integration-test failsafe:verify -Dtest.excluded=none -Dit.test='RollingRestartIT,FrozenReplicaIT,ThreeReplicasIT,ClockSkewIT,UnderMigrationIT,RollingUpgradeIT' -Dholdfast.rounds=20 $(OPTS)
endif

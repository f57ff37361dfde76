"""Random people doing random things in random order: no illegal state, no author passes, every change has an entry."""

from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, precondition, rule

from review_office import BASIS, BODY, COLUMN, FILES, PEOPLE, ReviewOffice, assert_nothing_leaks, day, fresh_office
from reviewer_app.domain.errors import ReviewerError
from reviewer_app.domain.items import Change, Item
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.review import Conclusion, DecisionKind, DispositionKind, SecrecyConclusion, Source
from reviewer_app.domain.states import TRANSITIONS, State
from reviewer_app.services.amend import Amend, amend
from reviewer_app.services.begin_review import BeginReview, begin_review
from reviewer_app.services.claim import Claim, claim
from reviewer_app.services.defer import Defer, defer
from reviewer_app.services.determine import Determine, determine
from reviewer_app.services.dispose import Dispose, dispose
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.judge import Judge, judge
from reviewer_app.services.make_public_version import MakePublicVersion, make_public_version
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.passing import Pass, pass_item
from reviewer_app.services.propose import ProposeAttribute, propose_attribute
from reviewer_app.services.recall import Recall, recall
from reviewer_app.services.refer import Refer, refer
from reviewer_app.services.resume import Resume, resume
from reviewer_app.services.return_item import ReturnItem, return_item
from reviewer_app.services.review_secrecy import ReviewSecrecy, review_secrecy
from reviewer_app.services.revise import Revise, revise
from reviewer_app.services.submit import Submit, submit
from reviewer_app.services.unclaim import Unclaim, unclaim
from reviewer_app.services.verify_log import verify_log
from reviewer_app.services.void import Void, void

PERSONS = st.sampled_from(sorted(PEOPLE))
# Most acts are tried by people who may do something, or the walk never gets far.
ABLE = st.one_of(st.sampled_from(["reviewer", "second", "drafting_reviewer"]), PERSONS)
DRAFTERS = st.one_of(st.sampled_from(["drafter", "drafting_reviewer"]), PERSONS)
CONCLUSIONS = st.one_of(st.just(Conclusion.PUBLISH_SEPARATED), st.sampled_from(Conclusion))
Seen = tuple[int, int]
# What the person has seen: the item so many proper steps further on, and how many versions old his view is.
SEEN = st.tuples(st.integers(0, 6), st.sampled_from([0, 0, 0, 1]))
MANY = 4
CLEANER = (IncomingFile("公示.txt", BODY.replace("13800138000", "").encode()), FILES[1])


class Office(RuleBasedStateMachine):
    """The model is the one table of transitions and the log itself."""

    items = Bundle("items")

    @initialize(target=items)
    def found(self) -> Any:
        self.office: ReviewOffice = fresh_office()
        return multiple(*(self.office.enter(by=by).id for by in ("drafter", "drafting_reviewer")))

    def attempt(self, item: str, seen: tuple[int, int], act: Callable[[tuple[str, int]], Any]) -> None:
        """Do it on what the person has seen: a refusal leaves no trace, a success an entry and a legal state."""
        at = self.at(item, seen)
        before = self.office.store.memory
        state = State(before.tables["items"][item]["state"])
        try:
            act(at)
        except ReviewerError:
            assert self.office.store.memory is before
            return
        after = self.office.store.memory
        now = State(after.tables["items"][item]["state"])
        assert len(after.leaves) > len(before.leaves)
        assert now is state or now in TRANSITIONS[state]

    def at(self, item: str, seen: tuple[int, int]) -> tuple[str, int]:
        """The item with the version that a person has seen, after the proper steps that go before."""
        for _ in range(seen[0]):
            self.advance(self.office.all("items", id=item)[0])
        return item, self.office.store.memory.tables["items"][item]["version"] - seen[1]

    def advance(self, item: Item) -> None:
        """The next proper step of an item, by those whose turn it is."""
        office = self.office
        reviewer = "second" if item.author == office.drafting_reviewer.id else "reviewer"
        match item.state:
            case State.DRAFTING | State.RETURNED:
                office.submitted(office.proposed(item))
            case State.SUBMITTED if item.claimed_by is None:
                office.claimed(item, by=reviewer)
            case State.SUBMITTED:
                begin_review(office.desk, BeginReview(item.claimed_by or "", item.id, item.version))
            case State.IN_REVIEW if item.claimed_by is not None and office.view(item).missing:
                office.decided(item)
            case State.DEFERRED | State.REFERRED:
                resume(office.desk, Resume(office.people[reviewer].id, item.id, item.version, "r"))

    def id(self, person: str) -> str:
        return self.office.people[person].id

    def first_part(self, item: str) -> str:
        return self.office.all("revisions", item=item)[-1].parts[0].id

    @precondition(lambda self: len(self.office.all("items")) < MANY)
    @rule(target=items, person=DRAFTERS, author=DRAFTERS)
    def enter(self, person: str, author: str) -> str:
        before = self.office.store.memory
        command = EnterPackage(self.id(person), self.id(author), FILES, column=COLUMN)
        try:
            return enter_package(self.office.desk, command).id
        except ReviewerError:
            assert self.office.store.memory is before
            return self.office.enter().id

    @rule(item=items, seen=SEEN, person=DRAFTERS, author=DRAFTERS)
    def revise(self, item: str, seen: Seen, person: str, author: str) -> None:
        self.attempt(item, seen, lambda at: revise(
            self.office.desk, Revise(self.id(person), *at, self.id(author), CLEANER)))

    @rule(item=items, seen=SEEN, person=DRAFTERS, attribute=st.sampled_from(DisclosureAttribute))
    def propose(self, item: str, seen: Seen, person: str, attribute: DisclosureAttribute) -> None:
        self.attempt(item, seen, lambda at: propose_attribute(
            self.office.desk, ProposeAttribute(self.id(person), *at, attribute, BASIS, "r")))

    @rule(item=items, seen=SEEN, person=DRAFTERS)
    def submit(self, item: str, seen: Seen, person: str) -> None:
        self.attempt(item, seen, lambda at: submit(self.office.desk, Submit(self.id(person), *at)))

    @rule(item=items, seen=SEEN, person=DRAFTERS)
    def recall(self, item: str, seen: Seen, person: str) -> None:
        self.attempt(item, seen, lambda at: recall(self.office.desk, Recall(self.id(person), *at)))

    @rule(item=items, seen=SEEN, person=ABLE)
    def claim(self, item: str, seen: Seen, person: str) -> None:
        self.attempt(item, seen, lambda at: claim(self.office.desk, Claim(self.id(person), *at)))

    @rule(item=items, seen=SEEN, person=ABLE)
    def begin(self, item: str, seen: Seen, person: str) -> None:
        self.attempt(item, seen, lambda at: begin_review(self.office.desk, BeginReview(self.id(person), *at)))

    @rule(item=items, seen=SEEN, person=ABLE)
    def unclaim(self, item: str, seen: Seen, person: str) -> None:
        self.attempt(item, seen, lambda at: unclaim(self.office.desk, Unclaim(self.id(person), *at)))

    @rule(item=items, seen=SEEN, person=ABLE, conclusion=st.sampled_from(SecrecyConclusion), parts=st.integers(1, 2))
    def secrecy(self, item: str, seen: Seen, person: str, conclusion: SecrecyConclusion, parts: int) -> None:
        opened = tuple(part.id for part in self.office.all("revisions", item=item)[-1].parts[:parts])
        self.attempt(item, seen, lambda at: review_secrecy(self.office.desk, ReviewSecrecy(
            self.id(person), *at, Source.OWN, opened, conclusion, authority="机关")))

    @rule(item=items, seen=SEEN, person=ABLE, attribute=st.sampled_from(DisclosureAttribute))
    def determine(self, item: str, seen: Seen, person: str, attribute: DisclosureAttribute) -> None:
        self.attempt(item, seen, lambda at: determine(
            self.office.desk, Determine(self.id(person), *at, attribute, BASIS, "r")))

    @rule(item=items, seen=SEEN, person=ABLE, kind=st.sampled_from(DispositionKind), number=st.integers(1, 3))
    def dispose(self, item: str, seen: Seen, person: str, kind: DispositionKind, number: int) -> None:
        part = self.office.all("revisions", item=item)[-1].parts[0].id
        self.attempt(item, seen, lambda at: dispose(
            self.office.desk, Dispose(self.id(person), *at, part, (number,), kind, reason="r")))

    @rule(item=items, seen=SEEN, person=ABLE, audience=st.sampled_from(Audience))
    def judge(self, item: str, seen: Seen, person: str, audience: Audience) -> None:
        self.attempt(item, seen, lambda at: judge(
            self.office.desk, Judge(self.id(person), *at, channels=("government_site",), audiences=(audience,))))

    @rule(item=items, seen=SEEN, person=ABLE)
    def public(self, item: str, seen: Seen, person: str) -> None:
        self.attempt(item, seen, lambda at: make_public_version(
            self.office.desk, MakePublicVersion(self.id(person), *at, Audience.ALL)))

    @rule(item=items, seen=SEEN, person=ABLE, conclusion=CONCLUSIONS)
    def pass_(self, item: str, seen: Seen, person: str, conclusion: Conclusion) -> None:
        self.attempt(item, seen, lambda at: pass_item(self.office.desk, Pass(self.id(person), *at, conclusion)))

    @rule(item=items, seen=SEEN, person=ABLE)
    def return_(self, item: str, seen: Seen, person: str) -> None:
        self.attempt(item, seen, lambda at: return_item(self.office.desk, ReturnItem(self.id(person), *at, "请改")))

    @rule(item=items, seen=SEEN, person=ABLE)
    def defer(self, item: str, seen: Seen, person: str) -> None:
        self.attempt(item, seen, lambda at: defer(
            self.office.desk, Defer(self.id(person), *at, "r", day("2019-01-01"))))

    @rule(item=items, seen=SEEN, person=ABLE)
    def refer(self, item: str, seen: Seen, person: str) -> None:
        self.attempt(item, seen, lambda at: refer(self.office.desk, Refer(self.id(person), *at, "机关", "r")))

    @rule(item=items, seen=SEEN, person=ABLE)
    def resume(self, item: str, seen: Seen, person: str) -> None:
        self.attempt(item, seen, lambda at: resume(self.office.desk, Resume(self.id(person), *at, "r")))

    @rule(item=items, seen=SEEN, person=ABLE)
    def amend(self, item: str, seen: Seen, person: str) -> None:
        change = Change(1, "予以公示", "公示")
        self.attempt(item, seen, lambda at: amend(self.office.desk, Amend(self.id(person), *at, (change,), "r")))

    @rule(item=items, seen=SEEN, person=PERSONS, sure=st.integers(0, 3))
    def void(self, item: str, seen: Seen, person: str, sure: int) -> None:
        if sure == 0:
            self.attempt(item, seen, lambda at: void(self.office.desk, Void(self.id(person), *at, "r")))

    @invariant()
    def no_author_has_passed(self) -> None:
        for decision in self.office.all("decisions", kind=DecisionKind.PASS.value):
            authors = {one.author for one in self.office.all("revisions", item=decision.item)}
            assert decision.by not in authors

    @invariant()
    def open_reviews_are_under_review_and_one_each(self) -> None:
        open_ = [one.item for one in self.office.all("reviews") if one.closed_at is None]
        assert len(open_) == len(set(open_))
        states = {item.id: item.state for item in self.office.all("items")}
        assert all(states[item] is State.IN_REVIEW for item in open_)

    @invariant()
    def what_awaits_a_signature_was_passed_as_it_stands(self) -> None:
        for item in self.office.all("items", state=State.AWAITING_SIGNATURE.value):
            passes = self.office.all("decisions", item=item.id, kind=DecisionKind.PASS.value)
            assert passes
            assert passes[-1].revision == item.revision

    def teardown(self) -> None:
        report = verify_log(self.office.store.log)
        assert report.ok, report.problems
        assert_nothing_leaks(self.office)


TestOffice = Office.TestCase
TestOffice.settings = settings(max_examples=25, stateful_step_count=40)

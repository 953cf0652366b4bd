// Package topic names what the phrases of the word lists are about: each list of
// the pack is a topic. The lists of a language go in; each comes out with its
// topic. It also holds sets of topics, which tell in a step what a text speaks of.
package topic

// Topic is what a phrase is about. A list of phrases of the pack is one topic.
type Topic uint16

// The topics, each named after the list of [sow.FactWords] that it stands for.
// Those of headings come first: they must fit into a set of 64.
const (
	HeadSign Topic = iota
	HeadTerm
	HeadPrice
	HeadLicence
	HeadScope
	HeadExcluded
	HeadHistory
	HeadAbout
	HeadBackground
	HeadUsers
	Negation
	PartyCustomer
	PartyPartner
	PartyFor
	PartyBy
	PartyTo
	PartyFrom
	PartyOrder
	PartyBetween
	PartyAnd
	PartyWith
	PartyAccepts
	PartyBehalf
	PartyArticle
	PartySmall
	PartyForm
	PartyBody
	PartyPerforms
	PartyReceives
	PartyIs
	PartyOwns
	PartyBrings
	PartyAuthored
	PartyLike
	PartyNoName
	PartyDefines
	PartyEngages
	PartyEngaged
	PartySalutation
	PartyClosing
	DateStartLabel
	DateEndLabel
	DatePeriodLabel
	DateEffective
	DateStarts
	DateStartsAfter
	DateOnSigning
	DateEnds
	DateDeadline
	DateFrom
	DateTo
	DateWork
	DateOther
	DatePlanned
	DateColumnFrom
	DateSigned
	DateMoved
	DateSent
	ValueLabel
	ValueWeak
	ValueSays
	ValueCap
	ValueAfter
	ValueNet
	ValueTaxed
	ValueOther
	ValueRate
	ValuePart
	ValueInfo
	ValueChange
	ValueBefore
	ValueState
	SeatPeople
	SeatTrade
	SeatOf
	SeatLabel
	SeatTotal
	SeatPart
	SeatServed
	SeatMailbox
	SeatUnit
	SeatQuantity
	SeatAbout
	SeatRough
	SeatEmploys
	SeatUsedBy
	SeatCounted
	SeatUser
	SeatOutside
	SeatClientele
	LicenceHolds
	LicenceDealer
	LicenceMaybe
	LicenceFormer
	LicenceEnded
	LicencePending
	LicenceMovesTo
	LicenceAccepts
	LicenceVendor
	LicenceNotKnown
	LicenceThing
	LicenceSells
	LicenceAs
	LicenceSoldBy
	LicenceSellsNone
	LicenceTrade
	LicenceSellsSelf
	LicenceElsewhere
	LicenceWe
	LicenceYou
	TenantLabel
	TenantOther
	TenantSource
	TenantTarget
	PublicBody
	PartnerClause
	ContactLabel
	AccessGrant
	FirstNamed // the first topic that carries a value
)

// Kind is what the value of a named topic is.
type Kind uint8

// What named topics are about.
const (
	Agreement Kind = iota
	AgreementNeed
	Dollar
	Cloud
	Role
	Scope
	Identity
	Country
	kindsEnd
)

// Kinds is the step between the named topics of one kind, so that a topic
// tells its kind.
const Kinds = int(kindsEnd)

// Everywhere are the topics whose phrases count in documents of any language:
// parts of names, and names of agreements.
var Everywhere = SetOf(PartyForm, PartyBody, PartyLike, PublicBody, LicenceVendor, PartnerClause)

package design

import "claimline/internal/word"

// letter is the notice to the customer in one language: what it will receive
// from Microsoft, why, and what it can do.
type letter struct {
	language, locale    string
	footer, subject     string
	opening             string
	heads               [3]string
	receive             []string
	means               []string
	can                 string
	pairs               [4]string
	closing, onBehalfOf string
}

func (l letter) draw() *word.Builder {
	b := word.New(word.Options{Title: l.subject, Author: "{{partner}}", Language: l.locale, Header: "{{partner}}", Footer: l.footer})
	b.Tight(word.Run{Text: "{{partner}}", Bold: true, Size: 13, Color: "1F4E79"})
	b.Tight(word.Grey("{{sender_contact}}"))
	b.Text(word.Plain(" "))
	b.Tight(word.Plain("{{customer}}"))
	b.Text(word.Plain("{{customer_contact_line}}"))
	b.Text(word.Plain("{{letter_date}}"))
	b.Text(word.Run{Text: l.subject, Bold: true, Size: 12})
	b.Text(word.Plain("{{greeting}}"))
	b.Text(word.Plain(l.opening))
	b.Heading(2, l.heads[0])
	for _, t := range l.receive {
		b.Bullet(word.Plain(t))
	}
	b.Heading(2, l.heads[1])
	for _, t := range l.means {
		b.Bullet(word.Plain(t))
	}
	b.Heading(2, l.heads[2])
	b.Text(word.Plain(l.can))
	b.Table(word.Table{Widths: []int{32, 68}, Plain: true, Rows: [][]word.Cell{
		pair(l.pairs[0], "{{workload}}"), pair(l.pairs[1], "{{letter_tenant}}"), pair(l.pairs[2], "{{project}}"), pair(l.pairs[3], "{{partner}}, {{partner_id}}"),
	}})
	b.Text(word.Plain(l.closing))
	b.Text(word.Plain(" "))
	b.Tight(word.Plain("{{sender}}"))
	b.Tight(word.Plain(l.onBehalfOf))
	return b
}

var letters = []letter{
	{
		language: "en", locale: "en-GB", footer: "Information on the partner association",
		subject: "You will receive a message from Microsoft about our work on {{workload}}",
		opening: "We are working for you on {{workload}}. Microsoft recognises the partner who does such work if the partner says so and can prove it. We are therefore registering with Microsoft as the Claiming Partner of Record (CPOR) for {{workload}} in your tenant. Here is what that means for you, so that the message does not come as a surprise.",
		heads:   [3]string{"What you will receive", "What it means, and what it does not", "What you can do"},
		receive: []string{
			"After we have submitted the claim, Microsoft sends an e-mail to the contact that we name, which is you. It names {{partner}} and the workload.",
			"Microsoft then examines our proof: the contract between us, which names the work and carries your signature.",
			"If Microsoft approves, you have at least {{notice_days}} days in which you can object. After that, saying nothing counts as consent.",
		},
		means: []string{
			"It costs you nothing and changes neither your contracts nor your prices.",
			"It gives us no access to your systems or data beyond what you have granted us for the project.",
			"Microsoft sees that our work is behind the use of this workload, and may pay us an incentive for it. Each workload has one partner of record; for other workloads you may have other partners.",
			"It is not for ever: you can decline the association at any time.",
		},
		can:   "You need not do anything. If something in Microsoft's message does not agree with what we have agreed, or if you do not want the association, please call us first, or object in the message itself. This is what Microsoft will show you:",
		pairs: [4]string{"Workload", "Your tenant ID", "Project", "Partner and Partner ID"}, closing: "With kind regards", onBehalfOf: "for {{partner}}",
	},
	{
		language: "de", locale: "de-DE", footer: "Information zur Partnerzuordnung",
		subject: "Microsoft wird Sie zu unserer Arbeit an {{workload}} anschreiben",
		opening: "wir arbeiten für Sie an {{workload}}. Microsoft erkennt den Partner an, der solche Arbeit leistet, wenn er sie anmeldet und belegt. Wir melden uns deshalb bei Microsoft als Claiming Partner of Record (CPOR) für {{workload}} in Ihrem Mandanten an. Damit die Nachricht von Microsoft Sie nicht überrascht, erklären wir hier, was das für Sie bedeutet.",
		heads:   [3]string{"Was Sie erhalten", "Was es bedeutet und was nicht", "Was Sie tun können"},
		receive: []string{
			"Nachdem wir die Zuordnung beantragt haben, schickt Microsoft eine E-Mail an die Kontaktperson, die wir nennen, also an Sie. Darin stehen {{partner}} und der Workload.",
			"Microsoft prüft danach unseren Nachweis: den Vertrag zwischen uns, der die Arbeiten nennt und Ihre Unterschrift trägt.",
			"Stimmt Microsoft zu, können Sie mindestens {{notice_days}} Tage lang widersprechen. Danach gilt Schweigen als Zustimmung.",
		},
		means: []string{
			"Es kostet Sie nichts und ändert weder Ihre Verträge noch Ihre Preise.",
			"Wir erhalten dadurch keinen Zugang zu Ihren Systemen oder Daten über das hinaus, was Sie uns für das Projekt eingeräumt haben.",
			"Microsoft sieht, dass unsere Arbeit hinter der Nutzung dieses Workloads steht, und kann uns dafür vergüten. Je Workload gibt es einen zugeordneten Partner; für andere Workloads können Sie andere Partner haben.",
			"Es ist nicht endgültig: Sie können die Zuordnung jederzeit ablehnen.",
		},
		can:   "Sie müssen nichts tun. Stimmt etwas in der Nachricht von Microsoft nicht mit unserer Vereinbarung überein oder wünschen Sie die Zuordnung nicht, rufen Sie uns bitte zuerst an oder widersprechen Sie in der Nachricht selbst. Das wird Microsoft Ihnen zeigen:",
		pairs: [4]string{"Workload", "Ihre Mandanten-ID", "Projekt", "Partner und Partner-ID"}, closing: "Mit freundlichen Grüßen", onBehalfOf: "für {{partner}}",
	},
	{
		language: "fr", locale: "fr-FR", footer: "Information sur l’association du partenaire",
		subject: "Microsoft va vous écrire au sujet de nos travaux sur {{workload}}",
		opening: "Nous travaillons pour vous sur {{workload}}. Microsoft reconnaît le partenaire qui réalise de tels travaux s’il les déclare et les justifie. Nous nous déclarons donc auprès de Microsoft comme Claiming Partner of Record (CPOR) pour {{workload}} dans votre locataire. Voici ce que cela signifie pour vous, afin que le message de Microsoft ne vous surprenne pas.",
		heads:   [3]string{"Ce que vous recevrez", "Ce que cela signifie, et ce que cela ne signifie pas", "Ce que vous pouvez faire"},
		receive: []string{
			"Une fois la demande déposée, Microsoft envoie un courriel au contact que nous indiquons, c’est-à-dire à vous. Il mentionne {{partner}} et la charge de travail.",
			"Microsoft examine ensuite notre justificatif : le contrat qui nous lie, qui nomme les travaux et porte votre signature.",
			"Si Microsoft approuve, vous disposez d’au moins {{notice_days}} jours pour vous opposer. Passé ce délai, le silence vaut accord.",
		},
		means: []string{
			"Cela ne vous coûte rien et ne change ni vos contrats ni vos prix.",
			"Cela ne nous donne aucun accès à vos systèmes ou à vos données au-delà de ce que vous nous avez accordé pour le projet.",
			"Microsoft voit que nos travaux sont à l’origine de l’usage de cette charge de travail et peut nous verser une incitation. Chaque charge de travail a un seul partenaire de référence ; vous pouvez avoir d’autres partenaires pour d’autres charges de travail.",
			"Ce n’est pas définitif : vous pouvez refuser l’association à tout moment.",
		},
		can:   "Vous n’avez rien à faire. Si un point du message de Microsoft ne correspond pas à ce que nous avons convenu, ou si vous ne souhaitez pas cette association, appelez-nous d’abord ou opposez-vous dans le message lui-même. Voici ce que Microsoft vous montrera :",
		pairs: [4]string{"Charge de travail", "Votre identifiant de locataire", "Projet", "Partenaire et identifiant"}, closing: "Cordialement", onBehalfOf: "pour {{partner}}",
	},
	{
		language: "es", locale: "es-ES", footer: "Información sobre la asociación del partner",
		subject: "Microsoft le escribirá sobre nuestro trabajo en {{workload}}",
		opening: "Trabajamos para ustedes en {{workload}}. Microsoft reconoce al partner que realiza este trabajo si lo declara y lo demuestra. Por eso nos registramos ante Microsoft como Claiming Partner of Record (CPOR) de {{workload}} en su inquilino. Le explicamos aquí qué significa para ustedes, para que el mensaje de Microsoft no les sorprenda.",
		heads:   [3]string{"Qué recibirán", "Qué significa y qué no", "Qué pueden hacer"},
		receive: []string{
			"Cuando hayamos presentado la solicitud, Microsoft envía un correo a la persona de contacto que indicamos, es decir, a usted. En él figuran {{partner}} y la carga de trabajo.",
			"Después Microsoft examina nuestra prueba: el contrato entre nosotros, que nombra los trabajos y lleva su firma.",
			"Si Microsoft lo aprueba, tienen al menos {{notice_days}} días para oponerse. Pasado ese plazo, el silencio cuenta como consentimiento.",
		},
		means: []string{
			"No les cuesta nada y no cambia ni sus contratos ni sus precios.",
			"No nos da acceso a sus sistemas o datos más allá de lo que nos han concedido para el proyecto.",
			"Microsoft ve que nuestro trabajo está detrás del uso de esta carga de trabajo y puede pagarnos un incentivo por ello. Cada carga de trabajo tiene un solo partner registrado; para otras pueden tener otros partners.",
			"No es para siempre: pueden rechazar la asociación cuando quieran.",
		},
		can:   "No tienen que hacer nada. Si algo del mensaje de Microsoft no coincide con lo acordado, o si no desean la asociación, llámennos primero u opónganse en el propio mensaje. Esto es lo que Microsoft les mostrará:",
		pairs: [4]string{"Carga de trabajo", "Su identificador de inquilino", "Proyecto", "Partner e identificador"}, closing: "Atentamente", onBehalfOf: "por {{partner}}",
	},
}

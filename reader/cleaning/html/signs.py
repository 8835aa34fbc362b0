"""Words by which a block gives itself away: class names of furniture, and the phrases that furniture begins
with."""

from __future__ import annotations

import re

__all__ = [
    "CAPTION_CLASS",
    "CLASS_GROUPS",
    "COMMENTS_HEADING",
    "CREDIT",
    "CREDIT_AT_END",
    "DATE",
    "EMBEDDED_POST",
    "PROMOTION",
    "TAIL",
    "TAIL_HEADING",
]

CLASS_GROUPS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "share": r"\bshar(?:e|ing)|social|sharedaddy|addthis|addtoany|follow-|-follow|whatsapp|jp-relatedposts|print-?button",
        "comments": r"\bcomments?\b|comment-?(?:list|form|section|area|thread)|disqus|respond\b|livefyre|shoutbox|combx|coral",
        "related": r"relat(?:ed|ive-)|recommend|recirc|read-?more|more-(?:stor|news|on|from|article|in|link)|outbrain|taboola|"
        r"promo|teaser|popular|trending|most-?read|also-?(?:read|like)|similar|see-?also|you-may|zergnet|mm_related|"
        r"carousel|latest-|related|onward|up-?next|readnext|read-next",
        "advert": r"\bad[sv]?\b|\bads?[-_]|[-_]ad[sv]?\b|advert|sponsor|commercial|affiliate|dfp|google_ads|\bbanner",
        "sign_up": r"newsletter|subscri|sign-?up|\bcta\b|paywall|donat|membership|optin|opt-in|regwall|mailchimp|piano-",
        "notice": r"popup|modal|cookie|consent|gdpr|disclaimer|disclosure|d-print|overlay|tooltip|toast\b",
        "byline": r"byline|by-line|author(?!it)|dateline|timestamp|post-?(?:meta|date|info)|entry-?(?:meta|date)|"
        r"article-?(?:meta|date|info)|published|pubdate|breadcrumb|reading-?time|read-?time|kicker|eyebrow|story-?(?:meta|date)",
        "about": r"\bbio\b|author-?(?:bio|box|info|card|description)|about-?author|contributor",
        "labels": r"\btags?\b|tag-?(?:list|links|cloud)|-tags\b|keywords?\b|topics?\b|categor(?:y|ies)-?(?:list|links)?\b|cat-links|filed",
        "site": r"\bnav\b|navbar|navigation|\bmenu|footer|masthead|pagination|pager\b|toolbar|\btoc\b|table-of-contents|"
        r"\bskip|\bsearch\b|site-?(?:header|info|footer)|topbar|\bsidebar|\brail\b|(?<![a-z])widget|login|register",
        "credit": r"copyright|credit|\bsource\b|attribution",
    }.items()
}

CAPTION_CLASS = re.compile(
    r"caption(?!-?(?:less|wrap))|figcap|cutline|photo-?(?:credit|info|text|legend|source)|image-?(?:credit|source|info|copyright|legend)|"
    r"img-?(?:credit|desc)|wp-caption|media-?(?:credit|caption|info)|picture-?(?:credit|text)|\blegend\b",
    re.IGNORECASE,
)
EMBEDDED_POST = re.compile(
    r"tweet|twitter-tweet|instagram-media|bluesky|mastodon-embed|reddit-(?:card|embed)", re.IGNORECASE
)

PROMOTION = re.compile(
    r"^\W{0,12}(?:read (?:more|also|next|this)\b|see also\b|also (?:read|see|on)\b|(?:also|more|related|recommended|watch|"
    r"trending|up next|next|previous|most read|most popular|popular now|in pictures|editors?.? picks?|don.?t miss)\s*[:»>|-]|"
    r"(?:also|more|related|recommended|watch|up next|next up|trending|most read|most popular)\W*$|"
    r"related (?:articles?|stor(?:y|ies)|posts?|content|news|coverage|topics?|links?|videos?|reading)\b|recommended (?:for you|stories|reading)|"
    r"more (?:on|from|stories|about this|news|coverage|in)\b|you (?:may|might) (?:also )?(?:like|enjoy|be interested)|"
    r"don.?t miss\b|click here\b|sign up\b|subscribe\b|follow (?:us|me|@|the|our)\b|like (?:this|us) |"
    r"share (?:this|on|via|with)?\b|share\W*$|tweet\W*$|advertis(?:ement|ing|e)|sponsored\b|(?:this )?content (?:is|was) (?:not|provided)|"
    r"get (?:the|our) (?:latest|best|free|daily|newsletter|top|app)|join (?:us|our|the (?:conversation|discussion))|"
    r"continue reading|story continues|article continues|skip (?:to|ad|past|advert)|loading\W*$|media playback|"
    r"(?:leave|post|add|write) (?:a )?(?:comment|reply)|view comments|show comments|\d+ comments?\b|comments? (?:are|is|off|closed|\(\d)|"
    r"please (?:enable|turn on|sign|log|subscribe|consider)|enable javascript|your browser|we use cookies|"
    r"this (?:site|website) uses|by (?:clicking|continuing|signing|subscribing)|"
    r"(?:sign|log) ?in\b|log ?out\b|register (?:now|for|to)|buy (?:now|it|the book)|shop (?:now|the)|download (?:our|the) app|listen to this article|"
    r"read the (?:full|original|rest|whole)|print this|email this|report (?:a|an) (?:problem|error|typo)|"
    r"(?:back|return) to (?:top|home|all)|show (?:more|less|all)|load more|view (?:more|all|gallery|photos|this)|see (?:more|all)\b|"
    r"newsletter\W*$|privacy policy|terms (?:of|and)|all rights reserved|top stories|most viewed|what to read next|"
    r"lire aussi|à lire|lesen sie|mehr zum thema|lea también|te puede interesar|leggi anche|leia (?:também|mais)|lees ook|читайте также)",
    re.IGNORECASE,
)
CREDIT_AT_END = re.compile(
    r"[(\[](?:image|photo(?:graph)?|picture|pic|video|foto|graphic|credit|source)s?\s?(?:by|credit|courtesy)?\s?[:/][^()\[\]]{1,80}[)\]]\W{0,3}$",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"^\W{0,6}(?:(?:photo(?:graph)?s?|images?|pictures?|video|illustration|foto|graphic)(?: (?:by|credit|courtesy|copyright|source|caption|via)\b|\s*[:/©(])|"
    r"(?:image|media|photo) (?:copyright|caption|credit)|credits?\s*:|©|\(c\)|getty images|reuters\W*$|ap photo|"
    r"file (?:photo|picture|image)|\(?(?:ap|reuters|afp|getty)(?: photo)?[/)\s]|courtesy (?:of|photo))",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"^\W{0,12}(?:about the authors?\b|tags?\s*:|tagged\b|filed (?:under|in)|categor(?:y|ies)\s*:|topics?\s*:|in this (?:story|article)|"
    r"copyright\b|©|all rights|this (?:article|story|post|piece|content|report) (?:was|is|has been|first|originally|appeared)|"
    r"(?:originally|first) published|published (?:on|in|by|at)|last (?:modified|updated)|updated\s*:?|posted (?:on|in|by|at)|editor.?s? note|"
    r"correction|disclaimer|disclosure|(?:reporting|editing|additional reporting|writing|compiled|edited|reported) by\b|"
    r"contact (?:the|us|him|her|me)\b|e-?mail (?:him|her|the|us)\b|source\s*:|sources\s*:|via\s*:|press release|"
    r"for more (?:information|news|stories|on)|to (?:contact|read more|learn more|subscribe)|"
    r"(?:send|have) (?:a|us|your) (?:tip|news|feedback|letter|question|story)|our standards|"
    r"(?:like|enjoy(?:ed)?|liked) (?:this|what)|if you (?:liked|enjoyed|have (?:a|any) (?:tip|story|question))|"
    r"support (?:our|us|quality|independent)|(?:view|see) (?:the )?original|read original)",
    re.IGNORECASE,
)
TAIL_HEADING = re.compile(
    r"^\W{0,6}(?:related(?:\s+(?:articles?|stor(?:y|ies)|posts?|content|news|coverage|topics?|links?|videos?|reading))?|"
    r"(?:read|see|you (?:may|might)) (?:also|next|more)(?: like)?|recommended(?: for you| stories| reading)?|"
    r"more (?:stories|news|articles|posts|to read|like this|on this(?: story| topic)?|from .{1,60})|most (?:read|popular|viewed|shared|recent)|trending(?: now| stories)?|"
    r"popular(?: now| posts| stories)?|latest(?: news| stories| posts)?|top stories|around the web|from the web|"
    r"about the authors?|(?:subscribe|sign up)\b.{0,60}|newsletter|share this(?: article| story| post)?|"
    r"tags|topics|advertisement|sponsored(?: content)?|what to read next|up next|next article|previous article|"
    r"you may also like|you might also like|editor.?s picks?|don.?t miss|keep reading|follow us|join the (?:conversation|discussion))\W{0,4}$",
    re.IGNORECASE,
)
COMMENTS_HEADING = re.compile(
    r"^\W{0,6}(?:(?:\d{1,6}\s+)?(?:comments?|responses?|replies|thoughts on\b.*|discussion)(?:\s*\(\d+\))?|leave a (?:reply|comment).{0,30}|"
    r"join the (?:conversation|discussion)|(?:post|add|write) a comment|(?:reader|top|best|recent|latest|facebook)(?: rated)? comments(?:\s*\(\d+\))?|kommentare?|commentaires|comentarios|commenti)\W{0,4}$",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\b(?:\d{1,2}[:.]\d\d\s*(?:am|pm|a\.m|p\.m|gmt|utc|et|est|edt|pst|cst|bst|ist)\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b|"
    r"\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4}|"
    r"\d+ (?:minutes?|mins?|hours?|days?|weeks?|months?|years?) ago|\d+ min(?:ute)?s? read)",
    re.IGNORECASE,
)

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>Pushscope::EndpointsModel</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n other(s)</source>
        <translation>
            <numerusform>and %n other</numerusform>
            <numerusform>and %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pushscope::TourPanel</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n other request(s) to this origin were under way in this capture; browsers allow six.</source>
        <translation>
            <numerusform>%n other request to this origin was under way in this capture; browsers allow six.</numerusform>
            <numerusform>%n other requests to this origin were under way in this capture; browsers allow six.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) to this origin were under way in this capture: browsers hold the next one back until one of them ends.</source>
        <translation>
            <numerusform>%n request to this origin was under way in this capture: browsers hold the next one back until it ends.</numerusform>
            <numerusform>%n requests to this origin were under way in this capture: browsers hold the next one back until one of them ends.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pushscope::TimelineView</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pushscope::SessionsModel</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pushscope::FileInput</name>
    <message numerus="yes">
        <source>line %1, %n message(s) sent</source>
        <translation>
            <numerusform>line %1, one message sent</numerusform>
            <numerusform>line %1, %n messages sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureWords</name>
    <message numerus="yes">
        <source>%n further session(s); the tables (CSV) have them all.</source>
        <translation>
            <numerusform>%n further session; the tables (CSV) have it.</numerusform>
            <numerusform>%n further sessions; the tables (CSV) have them all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pushscope::StatisticsTable</name>
    <message numerus="yes">
        <source>%n reconnect(s)</source>
        <translation>
            <numerusform>%n reconnect</numerusform>
            <numerusform>%n reconnects</numerusform>
        </translation>
    </message>
</context>
</TS>

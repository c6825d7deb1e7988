#!/usr/bin/perl
# An export of a round held against itself, written from docs/reference/export-format.md alone and in another language
# than the product: what every Debian with git has, nothing of Svetovod.
#
#     perl verify_export.pl EXPORT.zip [ROOT]
#
# Prints OK or the first thing that is wrong, in the words of verify_export.py.
use strict;
use warnings;
use Compress::Raw::Zlib ();
use Digest::SHA qw(sha256 sha256_hex sha512);
use Encode      ();
use Math::BigInt;

# --- Ed25519 (RFC 8032): points as (X, Y, Z, T), x = X/Z, y = Y/Z, xy = T/Z

my $P = Math::BigInt->new(2)->bpow(255)->bsub(19);
my $L = Math::BigInt->new(2)->bpow(252)->badd('27742317777372353535851937790883648493');
my $D = inverse(121666)->bmul(-121665)->bmod($P);
my $I = Math::BigInt->new(2)->bmodpow(($P - 1) / 4, $P);

sub inverse { return Math::BigInt->new(shift)->bmodinv($P) }
sub little { return Math::BigInt->from_hex(unpack 'H*', reverse shift) }

sub add {
    my ($x1, $y1, $z1, $t1, $x2, $y2, $z2, $t2) = map { @$_ } @_;
    my $a = ($y1 - $x1) * ($y2 - $x2) % $P;
    my $b = ($y1 + $x1) * ($y2 + $x2) % $P;
    my $c = 2 * $t1 * $D % $P * $t2 % $P;
    my $d = 2 * $z1 * $z2 % $P;
    my ($e, $f, $g, $h) = ($b - $a, $d - $c, $d + $c, $b + $a);
    return [map { $_ % $P } $e * $f, $g * $h, $f * $g, $e * $h];
}

# $n of one point and $m of another, in one walk over the bits of both
sub multiples {
    my ($n, $point, $m, $other) = @_;
    my @known = (undef, $point, $other, add($point, $other));
    my ($of, $and) = map { sprintf '%0256s', substr $_->as_bin, 2 } $n, $m;
    my $total = [map { Math::BigInt->new($_) } 0, 1, 1, 0];
    for my $place (0 .. 255) {
        my $which = substr($of, $place, 1) + 2 * substr($and, $place, 1);
        $total = add($total, $total);
        $total = add($total, $known[$which]) if $which;
    }
    return $total;
}

sub point {
    my $number = little(shift);
    my $top    = Math::BigInt->new(2)->bpow(255);
    my ($sign, $y) = $number->bdiv($top);
    return if $y >= $P;
    my $square = ($y * $y - 1) * inverse(($D * $y * $y + 1) % $P) % $P;
    my $x = $square->copy->bmodpow(($P + 3) / 8, $P);
    $x = $x * $I % $P if $x * $x % $P != $square;
    return if $x * $x % $P != $square || ($x == 0 && $sign);
    $x = $P - $x if $x->is_odd != $sign;
    return [$x, $y, Math::BigInt->new(1), $x * $y % $P];
}

sub signature_holds {
    my ($public, $message, $signature) = @_;
    return 0 if length $public != 32 || length $signature != 64;
    my ($a, $r, $s) = (point($public), point(substr $signature, 0, 32), little(substr $signature, 32));
    return 0 if !$a || !$r || $s >= $L;
    my $base = point("\x58" . "\x66" x 31);
    my $h    = little(sha512(substr($signature, 0, 32) . $public . $message)) % $L;
    my $left = multiples($s, $base, $h, [$P - $a->[0], $a->[1], $a->[2], $P - $a->[3]]);
    return ($left->[0] - $r->[0] * $left->[2]) % $P == 0 && ($left->[1] - $r->[1] * $left->[2]) % $P == 0;
}

# --- canonical JSON: a text is a plain scalar of bytes, a number or a word a reference to its spelling

my %ESCAPED = ('"' => '"', '\\' => '\\', b => "\b", f => "\f", n => "\n", r => "\r", t => "\t");
my %ESCAPE  = reverse %ESCAPED;

sub exact {
    my $text = shift;
    Encode::decode('UTF-8', my $copy = $text, Encode::FB_CROAK);
    pos $text = 0;
    my $value = value(\$text);
    die "not canonical JSON\n" if pos $text != length $text;
    return $value;
}

sub value {
    my $t = shift;
    return text($t) if $$t =~ /\G"/gc;
    return \"$1"    if $$t =~ /\G(true|false|null|0|-?[1-9][0-9]*)/gc;
    if ($$t =~ /\G\[/gc) {
        return [] if $$t =~ /\G\]/gc;
        my @items = value($t);
        push @items, value($t) while $$t =~ /\G,/gc;
        return \@items if $$t =~ /\G\]/gc;
    }
    elsif ($$t =~ /\G\{/gc) {
        return {} if $$t =~ /\G\}/gc;
        my (%items, $before);
        do {
            die "not canonical JSON\n" if $$t !~ /\G"/gc;
            my $key = text($t);
            die "not canonical JSON\n" if (defined $before && $key le $before) || $$t !~ /\G:/gc;
            $items{ $before = $key } = value($t);
        } while $$t =~ /\G,/gc;
        return \%items if $$t =~ /\G\}/gc;
    }
    die "not canonical JSON\n";
}

sub text {
    my ($t, $said) = (shift, '');
    while (1) {
        if    ($$t =~ /\G([^"\\\x00-\x1f]+)/gc)  { $said .= $1 }
        elsif ($$t =~ /\G"/gc)                   { return $said }
        elsif ($$t =~ /\G\\(["\\bfnrt])/gc)      { $said .= $ESCAPED{$1} }
        elsif ($$t =~ /\G\\u00([01][0-9a-f])/gc && !exists $ESCAPE{ chr hex $1 }) { $said .= chr hex $1 }
        else  { die "not canonical JSON\n" }
    }
}

sub spell {
    my $value = shift;
    if (!ref $value) {
        $value =~ s/(["\\\x00-\x1f])/'\\' . ($ESCAPE{$1} \/\/ sprintf 'u%04x', ord $1)/ge;
        return qq("$value");
    }
    return $$value if ref $value eq 'SCALAR';
    return '[' . join(',', map { spell($_) } @$value) . ']' if ref $value eq 'ARRAY';
    return '{' . join(',', map { spell($_) . ':' . spell($value->{$_}) } sort keys %$value) . '}';
}

# all values under a key, at any depth, for which `wanted` holds
sub named {
    my ($value, $key, $wanted) = @_;
    return map { named($_, $key, $wanted) } @$value if ref $value eq 'ARRAY';
    return if ref $value ne 'HASH';
    my @here = exists $value->{$key} && $wanted->($value->{$key}) ? $value->{$key} : ();
    return @here, map { named($value->{$_}, $key, $wanted) } keys %$value;
}
sub texts { return named(@_, sub { !ref $_[0] }) }
sub lists { return named(@_, sub { ref $_[0] eq 'ARRAY' }) }

# --- the container and the tree

sub parts_of {
    my ($data, $at, %parts) = (shift, 0);
    while (substr($data, $at, 4) eq "PK\3\4") {
        my ($size, $name, $extra) = unpack 'x22 V v v', substr $data, $at, 30;
        my $start = $at + 30 + $name + $extra;
        die "cut short\n" if $start + $size > length $data;
        $parts{ substr $data, $at + 30, $name } = substr $data, $start, $size;
        $at = $start + $size;
    }
    return \%parts;
}

sub rebuilt {
    my ($parts, $files, $directory) = (shift, '', '');
    for my $name (sort keys %$parts) {
        my $text = $parts->{$name};
        my @both = ($name =~ /[^\x00-\x7f]/ ? 0x800 : 0, 0, 0, 0x21, Compress::Raw::Zlib::crc32($text),
            length $text, length $text, length $name, 0);
        $directory .= pack('V v2 v4 V3 v2 v3 V2', 0x02014b50, 3 << 8 | 20, 20, @both, 0, 0, 0, 0100644 << 16, length $files) . $name;
        $files     .= pack('V v v4 V3 v2', 0x04034b50, 20, @both) . $name . $text;
    }
    my $count = keys %$parts;
    return $files . $directory . pack 'V v4 V2 v', 0x06054b50, 0, 0, $count, $count, length $directory, length $files, 0;
}

# roots of the first 0, 1, 2, ... leaves: the roots of the whole halves, joined from the right
sub roots {
    my @roots = sha256('');
    my @halves;
    for my $leaf (@_) {
        push @halves, [1, $leaf];
        while (@halves > 1 && $halves[-1][0] == $halves[-2][0]) {
            my $right = pop @halves;
            $halves[-1] = [2 * $right->[0], sha256("\1" . $halves[-1][1] . $right->[1])];
        }
        my $root = $halves[-1][1];
        $root = sha256("\1" . $_->[1] . $root) for reverse @halves[0 .. $#halves - 1];
        push @roots, $root;
    }
    return @roots;
}

sub among { my $one = shift; return scalar grep { $_ eq $one } @_ }

sub row { my $file = shift; return spell([@$file{qw(number place promise)}]) }

# what has to have come out of envelopes: rows promised last when both had said their word, rows opened, with salts
sub out_of {
    my (%inside, %number, %words, %due, @opened);
    for my $entry (@_) {
        my ($did, $of, $data) = ($entry->{action} // '', $entry->{subject} // '', $entry->{data});
        if ($did =~ /\A(envelope\.(put|remove)|application\.(file|replace))\z/) {
            $inside{$of} = $data->{promises} // $data->{envelope} // [];
            $number{$of} = $data->{number} // $number{$of};
        }
        elsif ($did eq 'application.withdraw') { $inside{$of} = [] }
        elsif ($did eq 'envelopes.confirm') {
            my $word = spell($data->{unopened} // []);
            %words = ((map { $_ => $word } grep { $words{$_} eq $word } keys %words), $data->{role} => $word);
            next if !exists $words{secretary} || !exists $words{chair};
            for my $of (grep { $number{$_} } keys %inside) { $due{ row({ %$_, number => $number{$of} }) } = 1 for @{ $inside{$of} } }
        }
        elsif ($did eq 'envelopes.open') {
            push @opened, map { row($_) . $_->{salt} } @{ $data->{files} };
            delete $due{ row($_) } for @{ $data->{unopened} // [] };
        }
    }
    return "@{[sort keys %due]}", "@{[sort @opened]}";
}

sub fault {
    my ($data, $known_root) = @_;
    my $parts = parts_of($data);
    return 'container' if rebuilt($parts) ne $data;
    my $root = exact($parts->{'ledger/root.json'} // die "no root\n");
    return 'root fields' if join(' ', sort keys %$root) ne 'key_id public_key root signature size timestamp';
    my ($public, $signature) = map { pack 'H*', $root->{$_} } qw(public_key signature);
    return 'root form' if unpack('H*', $public) ne $root->{public_key} || unpack('H*', $signature) ne $root->{signature};
    return 'key'       if sha256_hex($public) ne $root->{key_id};
    my %statement = (context => 'svetovod root v1', map { $_ => $root->{$_} } qw(size root timestamp key_id));
    return 'signature' if !signature_holds($public, spell(\%statement), $signature);

    my $entries = $parts->{'ledger/entries.jsonl'} // die "no entries\n";
    my @lines   = split /\n/, $entries, -1;
    my $rest    = pop @lines;
    my @hidden  = grep { $lines[$_] =~ /\A"[0-9a-f]{64}"\z/ } 0 .. $#lines;
    my %hidden  = map  { $_ => 1 } @hidden;
    my @leaves  = map  { $hidden{$_} ? pack 'H*', substr $lines[$_], 1, 64 : sha256("\0" . $lines[$_]) } 0 .. $#lines;
    my @roots   = map  { unpack 'H*', $_ } roots(@leaves);
    return 'entries' if $rest ne '' || spell($root->{size}) ne scalar @leaves || $roots[-1] ne $root->{root};
    return 'leaves'  if ($parts->{'ledger/leaves.txt'} // '') ne join '', map { unpack('H*', $_) . "\n" } @leaves;
    return 'known root' if defined $known_root && !among($known_root, @roots);

    my @entries = map { $hidden{$_} ? {} : exact($lines[$_]) } 0 .. $#lines;
    return 'entry form' if grep { ref ne 'HASH' } @entries;
    return 'manifest' if join(' ', texts($entries[-1], 'manifest_sha256')) ne sha256_hex($parts->{'manifest.json'} // die "no manifest\n");
    my $manifest = exact($parts->{'manifest.json'});
    my ($after, @runs) = (-1);
    for my $run (@{ $manifest->{withheld} }) {
        my ($first, $last) = map { $$_ } @$run;
        return 'withheld' if @runs && $first <= $after + 1;
        push @runs, $first .. $last;
        $after = $last;
    }
    return 'withheld' if "@runs" ne "@hidden";
    my %listed = map { ("files/$_->{name}" => spell($_->{size}) . " $_->{sha256}") } @{ $manifest->{files} };
    my %files  = map { ($_ => length($parts->{$_}) . ' ' . sha256_hex($parts->{$_})) } grep { m{\Afiles/} } keys %$parts;
    return 'files' if "@{[map { ($_, $listed{$_}) } sort keys %listed]}" ne "@{[map { ($_, $files{$_}) } sort keys %files]}"
        || keys %$parts != keys(%files) + 4;

    my %said = map { my $key = $_; $key => { map { ($_ => 1) } map { texts($_, $key) } @entries } } qw(commitment sha256);
    for my $sheet (@{ exact($parts->{'files/selection/sheets.json'} // '{"sheets":[]}')->{sheets} }) {
        my $opened = sha256_hex(pack('H*', $sheet->{salt}) . spell($sheet->{sheet}));
        return 'sheet' if $opened ne $sheet->{commitment} || !$said{commitment}{$opened};
    }
    my $out = exact($parts->{'files/selection/left-out.json'} // '{"files":[]}')->{files};
    my %too_large = map { $_->{sha256} => 1 } grep { $_->{why} eq 'size' } @$out;
    for my $name (grep { m{\Afiles/selection/applications/} } sort keys %$parts) {
        return 'application' if !$said{sha256}{ sha256_hex($parts->{$name}) };
        for my $hash (texts([lists(exact($parts->{$name}), 'files')], 'sha256')) {
            my $kept = $parts->{"files/selection/files/$hash"};
            return 'evidence' if defined $kept ? sha256_hex($kept) ne $hash : !$too_large{$hash};
        }
    }
    my $rows = exact($parts->{'files/selection/envelopes.json'} // '{"files":[]}')->{files};
    my ($due, $came) = out_of(@entries);
    return 'envelope' if "@{[sort map { row($_) } @$rows]}" ne $due || "@{[sort map { row($_) . $_->{salt} } @$rows]}" ne $came;
    for my $row (@$rows) {
        my $kept   = $parts->{"files/selection/files/$row->{sha256}"};
        my $opened = defined $kept ? sha256_hex(pack('H*', $row->{salt}) . $kept) : undef;
        return 'envelope' if defined $kept ? $opened ne $row->{promise} : !$too_large{ $row->{sha256} };
    }
    return;
}

my ($path, $known_root) = @ARGV;
die "perl verify_export.pl EXPORT.zip [ROOT]\n" if !defined $path;
open my $file, '<:raw', $path or die "$path: $!\n";
my $data = do { local $/; <$file> };
local $SIG{__WARN__} = sub { die @_ };    # what is undefined where the format promises a value
my $fault = eval { fault($data // '', $known_root) };
$fault = "unreadable: $@" if $@;
print defined $fault ? $fault : 'OK', "\n";
exit defined $fault;

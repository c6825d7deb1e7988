#!/usr/bin/perl
# The ranking of an export computed again in another language than the product, from docs/reference/export-format.md and
# docs/explanation/ranking.md alone: exact fractions, what every Debian with perl has, nothing of Svetovod.
#
#     perl rank_export.pl EXPORT.zip          prints OK or what does not come out
#     perl rank_export.pl - < CONTESTS        a line each {"round":...,"ranking":...}: prints the numbers of those that differ
use strict;
use warnings;
use JSON::PP     ();
use Math::BigRat ();
use Time::Local  qw(timegm);

my $JSON = JSON::PP->new->utf8->canonical;
my @COMPUTED = qw(ranking unranked limit allocated left leave_one_expert_out);

sub rat { return Math::BigRat->new(shift) }

sub least { my ($found, @rest) = @_; for (@rest) { $found = $_ if $_ < $found } return $found }

sub sum { my $total = rat(0); $total = $total + $_ for @_; return $total }

# hundredths, half up
sub shown { my $n = (shift() * 100 + rat('1/2'))->bfloor; return sprintf '%s.%02d', ($n / 100)->bfloor->bstr, ($n % 100)->bstr }

# --- scores

# the rows of a project that count, without one expert
sub usable {
    my ($round, $code, $without) = @_;
    my @rows = grep { $_->{project} eq $code } @{ $round->{scores} };
    my %barred = map { $_->{expert} => 1 } grep { $_->{conflict} } @rows;
    $barred{$without} = 1 if defined $without;
    return grep { defined $_->{points} && !(defined $_->{expert} && $barred{ $_->{expert} }) } @rows;
}

sub figure {
    my ($round, $criterion, @rows) = @_;
    my @given = sort { $a <=> $b } map { rat($_->{points}) } grep { $_->{criterion} eq $criterion } @rows;
    my $how = $round->{aggregation} // 'mean';
    if ($how eq 'trimmed_mean' && @given > 2) { pop @given; shift @given }
    if ($how eq 'median') { while (@given > 2) { pop @given; shift @given } }
    return @given ? sum(@given) / scalar @given : rat(0);
}

sub experts { my %seen; $seen{ $_->{expert} } = 1 for grep { defined $_->{expert} } @_; return scalar keys %seen }

# why a project has no place at all, or its score
sub score {
    my ($round, $project, $without) = @_;
    return ('not_admitted') if !$project->{admitted};
    my $scored = grep { $_->{kind} eq 'expert' } @{ $round->{criteria} };
    my @all    = usable($round, $project->{code}, undef);
    my @rows   = usable($round, $project->{code}, $without);
    return ('no_scores')  if !@rows || ($scored && !experts(@rows));
    return ('few_scores') if $scored && experts(@all) < ($round->{sheets_needed} // 0);
    my %mean = map { $_->{code} => figure($round, $_->{code}, @rows) } @{ $round->{criteria} };
    my $total = sum(map { rat($_->{weight}) * $mean{ $_->{code} } / rat($_->{maximum}) } @{ $round->{criteria} });
    my $low = grep { defined $_->{least} && $mean{ $_->{code} } < rat($_->{least}) } @{ $round->{criteria} };
    $low ||= defined $round->{threshold} && $total < rat($round->{threshold});
    return (undef, { project => $project, score => $total, low => $low, keys => [keys_of($round, $project, \%mean)] });
}

# --- the order

sub moment {
    my ($y, $m, $d, $h, $n, $s, $f, $z, $zh, $zm) =
        shift =~ /\A(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)(?:\.(\d+))?(?:([+-])(\d+):(\d+))?\z/ or die "not a moment\n";
    my $offset = defined $z ? ($zh * 60 + $zm) * ($z eq '-' ? -60 : 60) : 0;
    return (timegm($s, $n, $h, $d, $m - 1, $y) - $offset) * 1_000_000 + substr(($f // '') . '000000', 0, 6);
}

# the smaller first; votes are two keys in one
sub keys_of {
    my ($round, $project, $mean) = @_;
    return map {
          $_ eq 'registered_at' ? [moment($project->{registered_at})]
        : $_ eq 'requested'     ? [rat($project->{requested})]
        : $_ eq 'own_funds'     ? [-rat($project->{own_funds} // 0)]
        : $_ eq 'votes'         ? [-($project->{votes} // 0), $project->{chair} ? 0 : 1]
        :                         [-$mean->{ substr $_, 10 }];
    } @{ $round->{ties} // ['registered_at'] };
}

sub compare {
    my ($one, $other, $upto) = @_;
    for my $n (0 .. $upto - 1) {
        for my $part (0 .. $#{ $one->{keys}[$n] }) {
            my $found = $one->{keys}[$n][$part] <=> $other->{keys}[$n][$part];
            return $found if $found;
        }
    }
    return 0;
}

sub ordered {
    my ($round, $without) = @_;
    my @rows = map { my ($out, $row) = score($round, $_, $without); defined $out ? () : $row } @{ $round->{projects} };
    return sort {
        $b->{score} <=> $a->{score} || compare($a, $b, scalar @{ $a->{keys} }) || $a->{project}{code} cmp $b->{project}{code}
    } @rows;
}

# --- money

sub takes {
    my ($round, $project) = @_;
    my $part = !exists $project->{takes_part} || $project->{takes_part};
    return rat($project->{requested}) if !$part || $round->{distribution} eq 'whole';
    return rat($project->{minimum})   if defined $project->{minimum};
    return $round->{distribution} =~ /\A(?:rest|proportional)\z/ ? rat(0) : rat($project->{requested});
}

# the money of the first so many that are not out, and the codes of those who would get less than they take
sub cut {
    my ($round, $out, @rows) = @_;
    my $most   = $round->{winners} // @rows;
    my $limit  = rat($round->{limit}) * 100;
    my @inside = grep { !$_->{low} && !$out->{ $_->{project}{code} } } @rows;
    splice @inside, $most if @inside > $most;
    my @asked = map { rat($_->{project}{requested}) * 100 } @inside;
    my $total = sum(@asked);
    my @given = $total <= $limit ? @asked : map { ($limit * $_ / $total)->bfloor } @asked;
    my $spare = ($total < $limit ? $total : $limit) - sum(@given);
    for my $n (0 .. $#asked) {
        if ($spare > 0 && $given[$n] < $asked[$n]) { $given[$n] = $given[$n] + 1; $spare = $spare - 1 }
    }
    my @small = grep {
        $given[$_] != $asked[$_] && ($given[$_] == 0 || $given[$_] < takes($round, $inside[$_]{project}) * 100)
    } 0 .. $#inside;
    my %money = map { $inside[$_]{project}{code} => $given[$_] / 100 } 0 .. $#inside;
    return (\%money, map { $inside[$_]{project}{code} } @small);
}

sub proportional {
    my ($round, @rows) = @_;
    my %out;
    while (1) {
        my (undef, @small) = cut($round, \%out, @rows);
        last if !@small;
        $out{ $small[-1] } = 1;
    }
    # those that dropped out once more, from the top: whoever can be paid together with the others is back
    my $next = 0;
    while ($next < @rows) {
        my $code = $rows[$next++]{project}{code};
        next if !$out{$code};
        my ($money, @small) = cut($round, { %out, $code => 0 }, @rows);
        next if @small || !exists $money->{$code};
        delete $out{$code};
        $next = 0;
    }
    my ($money) = cut($round, \%out, @rows);
    for my $row (@rows) {
        my $code = $row->{project}{code};
        @$row{qw(status money)} = $row->{low} ? ('below_threshold', rat(0))
            : exists $money->{$code} ? ($money->{$code} == rat($row->{project}{requested}) ? 'winner' : 'partial', $money->{$code})
            :                          ('reserve', rat(0));
        next if $row->{status} ne 'reserve';
        my ($with) = cut($round, { %out, $code => 0 }, @rows);
        $row->{more} = { bound_by => 'winners' } if !exists $with->{$code};
    }
    return;
}

sub pay {
    my ($round, @rows) = @_;
    return proportional($round, @rows) if $round->{distribution} eq 'proportional';
    my @quotas = map { { %$_, spent => rat(0) } } @{ $round->{quotas} // [] };
    my %years  = map { $_ => rat($round->{years}{$_}) } keys %{ $round->{years} // {} };
    for my $row (@rows) {
        $row->{own} = [grep { ($row->{project}{ $quotas[$_]{by} } // '') eq $quotas[$_]{name} } 0 .. $#quotas];
    }
    for my $n (0 .. $#quotas) {
        my $asked = sum(map { rat($_->{project}{requested}) } grep { !$_->{low} && grep { $_ == $n } @{ $_->{own} } } @rows);
        my @most = defined $quotas[$n]{at_most} ? rat($quotas[$n]{at_most}) : ();
        $quotas[$n]{kept} = least($asked, rat($quotas[$n]{at_least} // 0), @most);
    }
    my ($left, $stopped, $seats) = (rat($round->{limit}), 0, $round->{winners} // scalar @rows);
    for my $row (@rows) {
        my $project = $row->{project};
        my %own     = map { $_ => 1 } @{ $row->{own} };
        @$row{qw(status money)} = ($row->{low} ? 'below_threshold' : 'reserve', rat(0));
        next if $row->{low};
        if (!$seats) { $row->{more} = { bound_by => 'winners' }; next }
        my ($room, $why) = ($left, 'limit');
        for my $by (qw(direction region)) {
            my @foreign = grep { $quotas[$_]{by} eq $by && !$own{$_} } 0 .. $#quotas;
            my $others = sum(map { my $rest = $quotas[$_]{kept} - $quotas[$_]{spent}; $rest > 0 ? $rest : rat(0) } @foreign);
            my $free = $left - $others > 0 ? $left - $others : rat(0);
            ($room, $why) = ($free, 'reserved') if $free < $room;
        }
        for my $n (grep { defined $quotas[$_]{at_most} } @{ $row->{own} }) {
            my $free = rat($quotas[$n]{at_most}) - $quotas[$n]{spent};
            ($room, $why) = ($free, $n) if $free < $room;
        }
        my $barred = $round->{distribution} ne 'skip'
            && ((grep { $quotas[$_]{closed} } @{ $row->{own} })
            || ($stopped && !grep { $quotas[$_]{kept} > $quotas[$_]{spent} } @{ $row->{own} }));
        my ($asked, %parts) = (rat($project->{requested}));
        my $money = least($room, $asked);
        if (%years) {
            my $wanted = $money;
            for my $year (sort keys %years) {
                my $share = %{ $project->{by_year} // {} } ? rat($project->{by_year}{$year} // 0) : $wanted;
                $parts{$year} = least($share, $years{$year}, $wanted);
                $wanted = $wanted - $parts{$year};
            }
            $money = sum(values %parts);
        }
        $why = 'year' if !$barred && $money < $room && $money < $asked;
        my $paid = !$barred && ($money == $asked || ($money > 0 && $money >= takes($round, $project)));
        $row->{more} = $why eq 'limit' ? {}
            : $why =~ /\A\d/ ? { bound_by => 'quota', quota => { map { $_ => $quotas[$why]{$_} } qw(by name) } }
            :                  { bound_by => $why };
        if ($paid) {
            @$row{qw(status money)} = ($money == $asked ? 'winner' : 'partial', $money);
            $row->{more}{by_year} = { map { $_ => shown($parts{$_}) } keys %parts } if %parts;
            $years{$_} = $years{$_} - $parts{$_} for keys %parts;
            $quotas[$_]{spent} = $quotas[$_]{spent} + $money for @{ $row->{own} };
            ($left, $seats) = ($left - $money, $seats - 1);
        }
        elsif (!$barred) {
            if ($why =~ /\A\d/) { $quotas[$why]{closed} = 1 }
            else { $stopped = 1; $quotas[$_]{closed} = 1 for @{ $row->{own} } }
        }
    }
    return;
}

# --- the result

sub won { return { map { $_->{project}{code} => 1 } grep { $_->{status} =~ /\A(?:winner|partial)\z/ } @_ } }

sub places { my ($round, $without) = @_; my @rows = ordered($round, $without); pay($round, @rows); return @rows }

sub decided {
    my ($round, $row, @rows) = @_;
    my @others = grep { $_ != $row && $_->{score} == $row->{score} } @rows or return undef;
    my @names = @{ $round->{ties} // ['registered_at'] };
    for my $n (1 .. @names) { return $names[$n - 1] if !grep { !compare($row, $_, $n) } @others }
    return 'code';
}

sub bool { return shift ? JSON::PP::true : JSON::PP::false }

sub result {
    my $round = shift;
    my @rows  = places($round, undef);
    my $won   = won(@rows);
    my %named = map { $_->{expert} => 1 } grep { defined $_->{expert} } @{ $round->{scores} };
    my @cases = map { { expert => $_, rows => [places($round, $_)] } } sort keys %named;
    $_->{won} = won(@{ $_->{rows} }) for @cases;
    my @ranking;
    for my $row (@rows) {
        my $code = $row->{project}{code};
        my @ranks = sort { $a <=> $b } map {
            my $case = $_;
            map { $_ + 1 } grep { $case->{rows}[$_]{project}{code} eq $code } 0 .. $#{ $case->{rows} };
        } @cases;
        push @ranking, {
            rank => @ranking + 1, project => $code, score => shown($row->{score}), score_exact => $row->{score}->bstr,
            status => $row->{status}, allocated => shown($row->{money}), tie_broken_by => decided($round, $row, @rows),
            rank_without_one_expert => @ranks ? [$ranks[0] + 0, $ranks[-1] + 0] : undef,
            stable => bool(!grep { ($_->{won}{$code} // 0) != ($won->{$code} // 0) } @cases), %{ $row->{more} // {} },
        };
    }
    my $given = sum(map { $_->{money} } @rows);
    my @codes = map { $_->{code} } @{ $round->{projects} };
    return {
        ranking => \@ranking, limit => shown(rat($round->{limit})), allocated => shown($given),
        left => shown(rat($round->{limit}) - $given),
        unranked => [map { my ($out) = score($round, $_, undef); defined $out ? { project => $_->{code}, status => $out } : () }
            @{ $round->{projects} }],
        leave_one_expert_out => [map {
            my $then = $_->{won};
            { expert => $_->{expert}, winners_gained => [grep { $then->{$_} && !$won->{$_} } @codes],
              winners_lost => [grep { $won->{$_} && !$then->{$_} } @codes] };
        } @cases],
    };
}

sub wrong {
    my ($round, $published) = @_;
    my $result = result($round);
    return grep { $JSON->encode([$result->{$_}]) ne $JSON->encode([$published->{$_}]) } @COMPUTED;
}

sub part_of {
    my ($data, $wanted, $at) = (@_, 0);
    while (substr($data, $at, 4) eq "PK\3\4") {
        my ($size, $name, $extra) = unpack 'x22 V v v', substr $data, $at, 30;
        my $start = $at + 30 + $name + $extra;
        return $JSON->decode(substr $data, $start, $size) if substr($data, $at + 30, $name) eq $wanted;
        $at = $start + $size;
    }
    die "no $wanted\n";
}

die "perl rank_export.pl EXPORT.zip | -\n" if @ARGV != 1;
if ($ARGV[0] eq '-') {
    my @differ;
    while (my $line = <STDIN>) {
        my $contest = $JSON->decode($line);
        push @differ, $. if wrong(@$contest{qw(round ranking)});
    }
    print @differ ? "@differ" : 'OK', "\n";
    exit(@differ > 0);
}
open my $file, '<:raw', $ARGV[0] or die "$ARGV[0]: $!\n";
my $data = do { local $/; <$file> };
my @wrong = wrong(map { part_of($data, "files/selection/$_.json") } qw(round ranking));
print @wrong ? join('; ', @wrong) : 'OK', "\n";
exit(@wrong > 0);

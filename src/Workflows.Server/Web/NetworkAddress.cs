using System.Net;
using System.Net.Sockets;

namespace Workflows.Server.Web;

/// <summary>Where a request comes from, as what one subscriber controls: an address of IPv4, or the first 64 bits of one of IPv6.</summary>
public static class NetworkAddress
{
    private const int SubscriberBytes = 8;

    public static string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(SubscriberBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
